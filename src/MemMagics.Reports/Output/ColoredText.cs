namespace MemMagics.Reports.Output;

/// <summary>A piece of a line of code.</summary>
/// <param name="Text">The code, not encoded; without line breaks.</param>
/// <param name="Color">What it is.</param>
public readonly record struct ColoredText(string Text, CodeColor Color);
