namespace MemMagics.Origins.Recording;

/// <summary>The objects of one type that were allocated on one call path.</summary>
/// <param name="Node">The function that allocated them: a node of the call tree.</param>
/// <param name="Type">The type's C# name.</param>
/// <param name="Objects">How many.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Alive">The bytes of those that were alive after the call.</param>
/// <param name="Variance">The variance of <paramref name="Bytes"/>, in bytes squared; 0 when every object was recorded. Variances of sites add up.</param>
internal readonly record struct RecordedSite(int Node, string Type, long Objects, long Bytes, long Alive, double Variance)
{
    /// <summary>Whether these are estimates. Samples of objects that are never passed over have no variance.</summary>
    public bool IsSampled { get; init; }
}
