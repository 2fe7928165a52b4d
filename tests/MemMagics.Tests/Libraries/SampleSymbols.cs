namespace MemMagics.Tests.Libraries;

/// <summary>What a sample library has of its source.</summary>
internal enum SampleSymbols
{
    None,

    /// <summary>A portable PDB beside it; the source file on disk.</summary>
    Beside,

    /// <summary>A portable PDB in it; the source file on disk.</summary>
    Embedded,

    /// <summary>A portable PDB in it that has the source in it; no source file.</summary>
    EmbeddedSource,

    /// <summary>A portable PDB beside it that names the source file by a path of no machine, as builds with <c>ContinuousIntegrationBuild</c> do; the source file on disk.</summary>
    Mapped,

    /// <summary>A portable PDB beside it; no source file.</summary>
    WithoutSource,

    /// <summary>A portable PDB beside it; a source file that was edited since.</summary>
    ChangedSource,

    /// <summary>A portable PDB beside it, of another build.</summary>
    OfAnotherBuild,
}
