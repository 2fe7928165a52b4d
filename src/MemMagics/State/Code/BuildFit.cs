namespace MemMagics.State.Code;

/// <summary>How the notebook's objects of a type fit the build of the type that the worker loads.</summary>
internal enum BuildFit
{
    /// <summary>They fit with all their fields.</summary>
    Whole,

    /// <summary>The worker's build can start such iterators but not resume them: only one that has not started fits, with the fields that both builds have.</summary>
    NotStarted,

    /// <summary>Only the notebook's own build, Debug, has this type.</summary>
    DebugBuildOnly,

    /// <summary>Even when the notebook's build is repeated, it lacks this type.</summary>
    None,
}
