namespace MemMagics.State.Code;

/// <summary>How the notebook's objects of a type fit the build of it that the worker loads.</summary>
internal enum BuildFit
{
    /// <summary>They do, with all their fields.</summary>
    Whole,

    /// <summary>Iterators that the worker's build can begin but not go on with: before they have begun, they consist of the fields that both builds have.</summary>
    BeforeItBegins,

    /// <summary>Only the notebook's own build has that type.</summary>
    DebugBuildOnly,

    /// <summary>Not even the notebook's build, made again, has that type.</summary>
    None,
}
