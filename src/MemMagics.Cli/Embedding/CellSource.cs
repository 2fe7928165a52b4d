using MemMagics.Cli.Directives;

namespace MemMagics.Cli.Embedding;

/// <summary>Code to run in a session.</summary>
/// <param name="Document">What diagnostics, symbols and stack traces call it: <c>cell 3</c>.</param>
/// <param name="Text">The cell's text as its author sees it.</param>
internal sealed record CellSource(string Document, string Text)
{
    /// <summary>The language that the text begins in.</summary>
    public string Language { get; init; } = CellLanguages.CSharp;
}
