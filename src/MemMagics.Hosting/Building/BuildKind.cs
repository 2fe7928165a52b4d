namespace MemMagics.Hosting.Building;

/// <summary>How much a build does.</summary>
internal enum BuildKind
{
    /// <summary>Nothing: the project is read.</summary>
    None,

    /// <summary>What has changed, by the times of files.</summary>
    Incremental,

    /// <summary>All of the project, whatever the times say.</summary>
    Whole,
}
