namespace MemMagics.Origins.Events;

/// <summary>Events of one provider.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Keywords">What they are about (learn.microsoft.com, "Runtime provider keywords"; dotnet/runtime, src/coreclr/vm/ClrEtwAll.man).</param>
/// <param name="Level">How much is told: 4 is "informational", 5 "verbose".</param>
/// <param name="Only">The number of the only event that is recorded; <see langword="null"/> for all.</param>
internal sealed record EventGroup(string Provider, ulong Keywords, int Level, int? Only = null);
