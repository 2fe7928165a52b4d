namespace MemMagics.Magics;

/// <summary>Show how the magic is used (<c>#!memit -h</c>). Nothing is measured.</summary>
/// <param name="Text">Plain text of several lines, laid out for a fixed-width font.</param>
public sealed record HelpCommand(string Text) : MagicCommand;
