namespace MemMagics.Cli.Running;

/// <summary>Text of one style.</summary>
/// <param name="Text">The text; <c>\n</c> is where its author, or a soft break, begins a new line.</param>
/// <param name="Style">Adds the style to a word.</param>
/// <param name="IsHardBreak">Whether the line ends here in every case; the text is empty then.</param>
internal sealed record ProseSpan(string Text, Func<string, string> Style, bool IsHardBreak = false);
