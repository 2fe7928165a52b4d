using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>A cell's C# as Roslyn's scripts can read it. They know no using declarations, and take <c>await (task)</c> for the call of a function named await.</summary>
/// <remarks>
/// <c>using var x = …</c> becomes <c>var x = …</c>: whoever runs the code disposes of the variable. The operand of such an <c>await</c> is put
/// into <c>unchecked(…)</c>, a keyword that begins nothing but an operand. No line is added, so only columns have to be told apart.
/// </remarks>
public sealed class ScriptableCode
{
    private readonly IReadOnlyList<Insertion> _insertions;

    private ScriptableCode(string text, string withUsings, IReadOnlyList<UsingDeclaration> declarations, IReadOnlyList<Insertion> insertions)
    {
        Text = text;
        WithUsings = withUsings;
        UsingDeclarations = declarations;
        _insertions = insertions;
    }

    /// <summary>The code for the script compiler.</summary>
    public string Text { get; }

    /// <summary>The variables that are to be disposed of when the cell ends, in the order in which they are declared.</summary>
    public IReadOnlyList<UsingDeclaration> UsingDeclarations { get; }

    /// <summary>As long as <see cref="Text"/>, with the using declarations as their author wrote them: for the body of a function.</summary>
    internal string WithUsings { get; }

    /// <summary>Reads a cell's code, or measured code.</summary>
    /// <param name="code">The code, without lines that are for the host only.</param>
    /// <param name="options">How the session parses C#.</param>
    public static ScriptableCode Of(string code, CSharpParseOptions options)
    {
        var insertions = code.Contains("await", StringComparison.Ordinal) ? MisreadAwaits.In(code, options) : [];
        var readable = Insertion.Apply(code, insertions);
        var usings = readable.Contains("using", StringComparison.Ordinal) ? TopLevelUsings.In(readable, options) : [];
        var text = new StringBuilder(readable);
        foreach (var keyword in usings.SelectMany(declaration => declaration.Keywords))
        {
            for (var i = keyword.Start; i < keyword.End; i++)
                text[i] = ' ';
        }

        return new ScriptableCode(
            text.ToString(),
            readable,
            [.. usings.SelectMany(declaration => declaration.Variables.Select(name => new UsingDeclaration(name, declaration.Keywords.Count > 1)))],
            insertions);
    }

    /// <summary>The position in the author's text for one in <see cref="Text"/>, both counted from 0.</summary>
    internal LinePosition OriginalPosition(LinePosition position)
    {
        var column = position.Character;
        foreach (var insertion in _insertions.Where(insertion => insertion.Line == position.Line).Reverse())
            column = Math.Max(Math.Min(column, insertion.Column), column - (column > insertion.Column ? insertion.Text.Length : 0));
        return new LinePosition(position.Line, column);
    }

    /// <summary>The same diagnostic at the place in the author's text.</summary>
    /// <param name="diagnostic">A diagnostic of <see cref="Text"/>, compiled as it is.</param>
    public Diagnostic AtOriginalPlace(Diagnostic diagnostic) => _insertions.Count == 0 ? diagnostic : DiagnosticPlace.Moved(diagnostic, OriginalPosition);

    /// <summary>What a using declaration of something that cannot be disposed of is told; empty when all can.</summary>
    /// <param name="compilation">The compilation of <see cref="Text"/>.</param>
    public IReadOnlyList<Diagnostic> UsingErrors(Microsoft.CodeAnalysis.Compilation compilation) =>
        UsingDeclarations.Count == 0 ? [] : [.. DisposableVariables.Errors(compilation, UsingDeclarations)];
}
