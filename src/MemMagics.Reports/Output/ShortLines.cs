using System.Text;

namespace MemMagics.Reports.Output;

/// <summary>Sentences as lines of a certain width, broken between words.</summary>
public static class ShortLines
{
    private const string Indent = "  ";

    /// <summary>The text with its lines broken: what goes on below begins two characters further in. Words that are longer than a line stay whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The characters of a line; <see langword="null"/> for lines of any length.</param>
    public static string Of(string text, int? width) => width is { } most ? string.Join('\n', text.Split('\n').Select(line => Broken(line, most))) : text;

    private static string Broken(string line, int width)
    {
        if (line.Length <= width)
            return line;

        var broken = new StringBuilder();
        var start = 0;
        while (line.Length - start > width - IndentOf(start))
        {
            // A line that begins with spaces keeps them.
            var from = start + line.AsSpan(start).Length - line.AsSpan(start).TrimStart(' ').Length;
            var space = line.LastIndexOf(' ', Math.Min(line.Length - 1, start + width - IndentOf(start)));
            if (space <= from)
                space = line.IndexOf(' ', from);
            if (space < 0)
                break;
            broken.Append(start > 0 ? Indent : "").Append(line.AsSpan(start, space - start)).Append('\n');
            start = space + 1;
        }

        return broken.Append(start > 0 ? Indent : "").Append(line.AsSpan(start)).ToString();
    }

    private static int IndentOf(int start) => start > 0 ? Indent.Length : 0;
}
