using System.Text.Json.Nodes;

namespace MemMagics.Cli.Serving;

/// <summary>A position in a cell's text. Requests count Unicode code points, as Jupyter does, and C# counts UTF-16 code units.</summary>
/// <param name="Text">The cell.</param>
/// <param name="Position">The position in code units, 0 to the text's length.</param>
internal sealed record CodePosition(string Text, int Position)
{
    /// <param name="text">The cell.</param>
    /// <param name="cursor">Code points before the position; without it, the text's end is meant.</param>
    public static CodePosition Of(string text, JsonNode? cursor)
    {
        if (cursor is not JsonValue value || !value.TryGetValue<int>(out var points))
            return new CodePosition(text, text.Length);
        var position = 0;
        for (; points > 0 && position < text.Length; points--)
            position += position + 1 < text.Length && char.IsSurrogatePair(text, position) ? 2 : 1;
        return new CodePosition(text, position);
    }

    /// <summary>Converts a position to the code points that requests count.</summary>
    public int ToCursor(int position) => position - SurrogatePairsBefore(position);

    private int SurrogatePairsBefore(int position)
    {
        var pairs = 0;
        for (var i = 0; i + 1 < position; i++)
            if (char.IsSurrogatePair(Text, i))
                pairs++;
        return pairs;
    }
}
