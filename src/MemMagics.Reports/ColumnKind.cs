namespace MemMagics.Reports;

/// <summary>What a column holds, which decides how it is aligned.</summary>
internal enum ColumnKind
{
    /// <summary>Numbers, right-aligned.</summary>
    Figures,

    /// <summary>A few words, left-aligned in HTML and Markdown.</summary>
    Words,

    /// <summary>Code, or words about it: the last column, left-aligned, as wide as its lines.</summary>
    Code,
}
