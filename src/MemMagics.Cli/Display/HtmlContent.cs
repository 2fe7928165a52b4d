namespace MemMagics.Cli.Display;

/// <summary>Text that is HTML and displayed as such.</summary>
/// <param name="Content">The markup.</param>
public sealed record HtmlContent(string Content)
{
    /// <summary>The markup.</summary>
    public override string ToString() => Content;
}
