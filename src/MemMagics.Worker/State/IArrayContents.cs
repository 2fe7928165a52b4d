using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>Provides the content of the notebook's large arrays, for which a snapshot only reserves space.</summary>
internal interface IArrayContents
{
    /// <summary>Copies the content into arrays of this process, which must not move meanwhile.</summary>
    /// <returns>Whether it was copied; <see langword="false"/> when it is in the snapshot's file now, in the reserved space.</returns>
    bool Copy(IReadOnlyList<ArrayPlace> places);
}
