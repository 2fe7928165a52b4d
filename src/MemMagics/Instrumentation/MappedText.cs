using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Instrumentation;

/// <summary>The lines of a document that a syntax tree holds, by the line numbers that the author sees (<c>#line</c> applied).</summary>
internal sealed class MappedText
{
    private readonly SortedDictionary<int, string> _lines = [];

    public MappedText(SyntaxTree tree, string document)
    {
        var shown = DocumentNames.Shown(document);
        var text = tree.GetText();
        foreach (var line in text.Lines)
        {
            // Generated lines are left out: directives, and what is put before a cell's last expression.
            var content = line.ToString();
            if (content.StartsWith("#line", StringComparison.Ordinal) || content.AsSpan().Trim() is MeasuredText.Return or MeasuredText.Keep || tree.GetLineVisibility(line.Start) == LineVisibility.Hidden)
                continue;

            var mapped = tree.GetMappedLineSpan(new TextSpan(line.Start, 0));
            if (mapped.Path.Length > 0 && DocumentNames.Shown(mapped.Path) != shown)
                continue;

            // A line may occur twice, once blanked out (of a type that cannot be declared inside the cell's lambda).
            var number = mapped.StartLinePosition.Line + 1;
            if (!_lines.TryGetValue(number, out var known) || string.IsNullOrWhiteSpace(known))
                _lines[number] = content;
        }
    }

    /// <summary>The first and the last line that is not blank; 1 and 1 when there is none.</summary>
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
