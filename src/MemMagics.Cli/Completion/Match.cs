namespace MemMagics.Cli.Completion;

/// <summary>One completion at a position of a cell.</summary>
/// <param name="Text">The text to insert.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: function, class, instance, keyword, magic…</param>
internal sealed record Match(string Text, string Kind)
{
    /// <summary>The kind of what belongs to a magic's line.</summary>
    public const string OfMagic = "magic";
}
