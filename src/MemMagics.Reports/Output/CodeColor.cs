namespace MemMagics.Reports.Output;

/// <summary>What a piece of C# is, as far as readers are helped by a colour.</summary>
public enum CodeColor
{
    /// <summary>Names, operators, punctuation.</summary>
    Plain,

    /// <summary>Keywords, contextual ones where they are keywords.</summary>
    Keyword,

    /// <summary>Strings and characters; in an interpolated string its text, not the code within.</summary>
    String,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Comments, documentation too.</summary>
    Comment,

    /// <summary>Directives (<c>#r</c>, <c>#if</c>) and magics.</summary>
    Directive,
}
