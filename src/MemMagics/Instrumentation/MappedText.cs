using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Instrumentation;

/// <summary>The lines of a document as far as a syntax tree has them, by the numbers that its author sees (<c>#line</c> applied).</summary>
internal sealed class MappedText
{
    private readonly SortedDictionary<int, string> _lines = [];

    public MappedText(SyntaxTree tree, string document)
    {
        var shown = DocumentNames.Shown(document);
        var text = tree.GetText();
        foreach (var line in text.Lines)
        {
            // The compiler's own lines are nobody's: the directives, and the keyword that returns what a cell ends with.
            var content = line.ToString();
            if (content.StartsWith("#line", StringComparison.Ordinal) || content.AsSpan().Trim() is "return" || tree.GetLineVisibility(line.Start) == LineVisibility.Hidden)
                continue;

            var mapped = tree.GetMappedLineSpan(new TextSpan(line.Start, 0));
            if (mapped.Path.Length > 0 && DocumentNames.Shown(mapped.Path) != shown)
                continue;

            // The compiler may have been given a line twice, once blanked out (a type that cannot stand inside the cell's lambda).
            var number = mapped.StartLinePosition.Line + 1;
            if (!_lines.TryGetValue(number, out var known) || string.IsNullOrWhiteSpace(known))
                _lines[number] = content;
        }
    }

    /// <summary>First and last line that is not blank; 1 and 1 when there is none.</summary>
    public (int First, int Last) Extent
    {
        get
        {
            var written = _lines.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => line.Key).DefaultIfEmpty(1).ToList();
            return (written[0], written[^1]);
        }
    }

    public string? Line(int number) => _lines.GetValueOrDefault(number);
}
