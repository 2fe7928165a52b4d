using System.Text;

namespace MemMagics.Cli.Running;

/// <summary>Lines made of words: as many as fit, or as their author has broken them.</summary>
internal static class ProseLines
{
    /// <param name="spans">The text with its styles.</param>
    /// <param name="width">Columns of a line; <see langword="null"/> to keep the author's lines. A word that is longer stays whole, so that it can be copied.</param>
    public static IEnumerable<string> Wrap(IReadOnlyList<ProseSpan> spans, int? width)
    {
        var line = new StringBuilder();
        var length = 0;
        foreach (var word in Words(spans))
        {
            var space = length > 0 && word.AfterSpace ? 1 : 0;
            if (word.BreaksLine || (word.AfterSoftBreak && width is null) || (width is { } columns && space == 1 && length + 1 + word.Length > columns))
            {
                yield return line.ToString();
                line.Clear();
                (length, space) = (0, 0);
            }

            if (space == 1)
                line.Append(' ');
            line.Append(word.Styled);
            length += space + word.Length;
        }

        yield return line.ToString();
    }

    /// <summary>What stands between two spaces, whatever its styles are.</summary>
    private static IEnumerable<Word> Words(IEnumerable<ProseSpan> spans)
    {
        var (styled, length, afterSpace, afterSoftBreak, breaks) = (new StringBuilder(), 0, false, false, false);
        foreach (var span in spans)
        {
            if (span.IsHardBreak)
            {
                if (length > 0)
                    yield return Next();
                breaks = true;
                continue;
            }

            var parts = span.Text.Split(' ', '\n');
            var at = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    if (length > 0)
                        yield return Next();
                    afterSpace = true;
                    afterSoftBreak |= span.Text[at - 1] == '\n';
                }

                if (parts[i].Length > 0)
                {
                    styled.Append(span.Style(parts[i]));
                    length += parts[i].Length;
                }

                at += parts[i].Length + 1;
            }
        }

        if (length > 0)
            yield return Next();

        Word Next()
        {
            var word = new Word(styled.ToString(), length, afterSpace, afterSoftBreak, breaks);
            styled.Clear();
            (length, afterSpace, afterSoftBreak, breaks) = (0, false, false, false);
            return word;
        }
    }

    private readonly record struct Word(string Styled, int Length, bool AfterSpace, bool AfterSoftBreak, bool BreaksLine);
}
