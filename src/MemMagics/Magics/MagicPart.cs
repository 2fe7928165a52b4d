namespace MemMagics.Magics;

/// <summary>The parts of a magic's line.</summary>
public enum MagicPart
{
    /// <summary>The magic's name.</summary>
    Name,

    /// <summary>An option's name, or where one may stand.</summary>
    Option,

    /// <summary>An option's value.</summary>
    Value,

    /// <summary>The code.</summary>
    Code,
}
