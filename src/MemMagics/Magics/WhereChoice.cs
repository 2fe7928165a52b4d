namespace MemMagics.Magics;

/// <summary>Whether, and how, <c>#!memit</c> finds where what the code allocates comes from.</summary>
public enum WhereChoice
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Every object is recorded; when there are too many of them, objects are sampled from there on.</summary>
    Auto,

    /// <summary>Every object is recorded, however many there are.</summary>
    Exact,

    /// <summary>Objects are sampled.</summary>
    Sampled,
}
