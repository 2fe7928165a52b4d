namespace MemMagics.Reports;

/// <summary>Whose code a function is.</summary>
public enum CodeKind
{
    /// <summary>A cell of the notebook, the measured code included.</summary>
    Notebook,

    /// <summary>A library that the notebook refers to.</summary>
    Library,

    /// <summary>.NET itself.</summary>
    Framework,
}
