namespace MemMagics;

/// <summary>The garbage collector that measured code runs on.</summary>
public enum GcFlavor
{
    /// <summary>Workstation, not concurrent: the most repeatable.</summary>
    Workstation,

    /// <summary>Server: one heap a core, as ASP.NET applications have.</summary>
    Server,
}
