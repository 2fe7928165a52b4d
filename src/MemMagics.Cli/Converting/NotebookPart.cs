using MemMagics.Magics;

namespace MemMagics.Cli.Converting;

/// <summary>A piece of a notebook on its way into a file.</summary>
/// <param name="Document">Where it is from: <c>cell 3</c>, or the name of a loaded file.</param>
internal abstract record NotebookPart(string Document);

/// <summary>Text that becomes a comment: prose, other languages, lines that mean something to notebooks only.</summary>
/// <param name="Document">Where it is from.</param>
/// <param name="Text">The text, without comment signs.</param>
internal sealed record CommentPart(string Document, string Text) : NotebookPart(Document);

/// <summary>C# code.</summary>
/// <param name="Document">Where it is from.</param>
/// <param name="Text">The code, with blank lines before it so that its lines have the numbers of its document.</param>
internal sealed record CodePart(string Document, string Text) : NotebookPart(Document)
{
    /// <summary>What the code was measured with; <see langword="null"/> for code that the notebook just runs.</summary>
    public MeasureRequest? Measured { get; init; }

    /// <summary>The magic with its options as written, <c>#!memit --types</c>; empty for code that is not measured.</summary>
    public string Magic { get; init; } = "";

    /// <summary>What stands before it in the notebook, may make variables, and is not in the file: <c>#!share of cell 2</c>.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
}
