using System.Text;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Converting;

/// <summary>A file in the making, which knows where its lines come from.</summary>
internal sealed class FileText
{
    private const string Indent = "    ";

    private readonly List<(string Text, string? Document, int Line)> _lines = [];

    public bool IsEmpty => _lines.Count == 0;

    /// <summary>Adds text that has no place in the notebook.</summary>
    public void Add(string text)
    {
        foreach (var line in LinesOf(text))
            _lines.Add((line, null, 0));
    }

    /// <summary>Adds a comment.</summary>
    public void AddComment(string text) => Add(string.Join('\n', LinesOf(text).Select(line => line.Length == 0 ? "//" : $"// {line}")));

    /// <summary>Adds text from a document, of which its first line is the given one.</summary>
    public void Add(string text, string document, int line)
    {
        foreach (var added in LinesOf(text))
            _lines.Add((added, document, line++));
    }

    public void Add(FileText other) => _lines.AddRange(other._lines);

    /// <summary>Adds another text, further to the right. A line that begins within a string has to stay where it is.</summary>
    public void AddIndented(FileText other)
    {
        var fixedLines = LinesWithinTokens(other.ToString());
        _lines.AddRange(other._lines.Select((line, i) => line.Text.Length == 0 || fixedLines.Contains(i) ? line : line with { Text = Indent + line.Text }));
    }

    /// <summary>Adds a blank line, unless there is one, or nothing before it.</summary>
    public void Separate()
    {
        if (_lines is [.., { Text.Length: > 0 }])
            _lines.Add(("", null, 0));
    }

    /// <summary>Where a line comes from; <see langword="null"/> for one that is the file's own.</summary>
    /// <param name="line">The line, counted from 0.</param>
    public (string Document, int Line)? OriginOf(int line) => line < _lines.Count && _lines[line] is { Document: { } document } found ? (document, found.Line) : null;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
            text.Append(line.Text).Append('\n');
        return text.ToString();
    }

    /// <summary>Takes away what directives have left: blanks, and more than one blank line in a row.</summary>
    public void Tidy()
    {
        var fixedLines = LinesWithinTokens(ToString());
        var tidy = new List<(string Text, string? Document, int Line)>();
        for (var i = 0; i < _lines.Count; i++)
        {
            if (fixedLines.Contains(i) || !string.IsNullOrWhiteSpace(_lines[i].Text))
                tidy.Add(_lines[i]);
            else if (tidy is [.., { Text.Length: > 0 }])
                tidy.Add(_lines[i] with { Text = "" });
        }

        if (tidy is [.., { Text.Length: 0 }])
            tidy.RemoveAt(tidy.Count - 1);
        _lines.Clear();
        _lines.AddRange(tidy);
    }

    private static HashSet<int> LinesWithinTokens(string text)
    {
        var lines = CSharpText.Lines(text);
        return [.. from token in SyntaxFactory.ParseTokens(text)
                   let first = lines.IndexOf(token.SpanStart)
                   let last = lines.IndexOf(token.Span.End)
                   from line in Enumerable.Range(first + 1, last - first)
                   select line];
    }

    /// <summary>Lines as the compiler counts them: a comment ends where it ends a line.</summary>
    private static IEnumerable<string> LinesOf(string text) => CSharpText.Lines(text).Select(line => line.ToString());
}
