using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>Brings the content of the notebook's large arrays, for which a snapshot keeps room without holding it.</summary>
internal interface IArrayContents
{
    /// <summary>Copies the content into arrays of this process, which must not move meanwhile.</summary>
    /// <returns>Whether it is there; <see langword="false"/> when it is in the snapshot's file now, in the room kept for it.</returns>
    bool Copy(IReadOnlyList<ArrayPlace> places);
}
