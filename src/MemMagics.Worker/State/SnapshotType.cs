using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>A type in the snapshot, resolved in the worker.</summary>
/// <param name="Type">The worker's type.</param>
/// <param name="Travel">How its values were written.</param>
/// <param name="Plan">How they are read, which must match.</param>
/// <param name="Layout">The layout, with fields in the order in which they were written.</param>
internal sealed record SnapshotType(Type Type, Travel Travel, TypePlan Plan, TypeLayout? Layout);
