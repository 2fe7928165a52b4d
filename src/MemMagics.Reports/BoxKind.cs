namespace MemMagics.Reports;

/// <summary>What a box of the picture of the call tree is, which decides how it looks.</summary>
internal enum BoxKind
{
    /// <summary>Functions of the notebook.</summary>
    Notebook,

    /// <summary>Functions of a library.</summary>
    Library,

    /// <summary>Functions of .NET.</summary>
    Framework,

    /// <summary>Objects of a type.</summary>
    Type,

    /// <summary>What is too small, or too deep, to be drawn.</summary>
    Rest,
}
