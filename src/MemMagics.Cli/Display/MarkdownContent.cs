namespace MemMagics.Cli.Display;

/// <summary>Text that is Markdown and displayed as such.</summary>
/// <param name="Content">The text.</param>
public sealed record MarkdownContent(string Content)
{
    /// <summary>The text.</summary>
    public override string ToString() => Content;
}
