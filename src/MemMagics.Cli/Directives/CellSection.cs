namespace MemMagics.Cli.Directives;

/// <summary>A part of a cell in one language.</summary>
/// <param name="Language">The language's one name.</param>
/// <param name="Line">Its first line within the cell, counted from 1: that of the <c>#!language</c> where there is one.</param>
/// <param name="Arguments">What follows <c>#!language</c> on its line; empty when nothing does.</param>
/// <param name="Text">The text, without that line. C# has a blank line for every line of the cell before it, so that its lines have the cell's numbers.</param>
internal sealed record CellSection(string Language, int Line, string Arguments, string Text);
