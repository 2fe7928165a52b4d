namespace MemMagics;

/// <summary>Where the source text of a profiled function comes from.</summary>
public enum SourceOrigin
{
    /// <summary>A cell of the notebook.</summary>
    Notebook,

    /// <summary>The source file or embedded source that a library's symbols name.</summary>
    Symbols,

    /// <summary>Decompiled from a library without symbols.</summary>
    Decompiled,
}
