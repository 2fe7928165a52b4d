using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Cli.Converting;

/// <summary>Changes of a source text, made at its own positions. None of them adds or removes a line.</summary>
/// <param name="source">The text.</param>
internal sealed class SourceEdits(string source)
{
    private readonly List<(TextSpan Span, string Text)> _edits = [];

    public void Replace(TextSpan span, string text) => _edits.Add((span, text));

    public void Insert(int position, string text) => _edits.Add((new TextSpan(position, 0), text));

    /// <summary>Takes something away, with the blanks after it.</summary>
    public void Remove(TextSpan span)
    {
        var end = span.End;
        while (end < source.Length && source[end] == ' ')
            end++;
        _edits.Add((TextSpan.FromBounds(span.Start, end), ""));
    }

    /// <summary>A part of the text with the changes that lie in it.</summary>
    public string Apply(TextSpan span)
    {
        var text = new StringBuilder();
        var position = span.Start;
        foreach (var (place, inserted) in _edits.Where(edit => span.Contains(edit.Span) || (edit.Span.IsEmpty && edit.Span.Start == span.End)).OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End))
        {
            if (place.Start < position)
                continue; // within something that is replaced
            text.Append(source, position, place.Start - position).Append(inserted);
            position = place.End;
        }

        return text.Append(source, position, span.End - position).ToString();
    }
}
