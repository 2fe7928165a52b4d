namespace MemMagics.Reports;

/// <summary>What stands in a column.</summary>
internal enum ColumnKind
{
    /// <summary>Numbers: against the right side, figure under figure.</summary>
    Figures,

    /// <summary>A few words: against the left side.</summary>
    Words,

    /// <summary>Code, or words about it: the last column, against the left side, as long as its lines are.</summary>
    Code,
}
