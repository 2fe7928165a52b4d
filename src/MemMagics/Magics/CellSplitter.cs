namespace MemMagics.Magics;

/// <summary>Splits a cell into the code that the host runs and the magics that MemMagics runs, in order.</summary>
public static class CellSplitter
{
    /// <summary>Splits a cell, in time that is proportional to its length.</summary>
    /// <param name="cellText">The cell as its author sees it.</param>
    /// <param name="document">The cell's name for the user, <c>cell 3</c>.</param>
    /// <returns>
    /// The pieces in order; empty for a blank cell. A line that begins with one of the magics starts a magic, which extends to the next
    /// line that begins with <c>#!</c> or to the end of the cell; everything else is plain code. A line inside a string, a comment or
    /// a disabled <c>#if</c> starts no magic.
    /// </returns>
    public static IReadOnlyList<CellPiece> Split(string cellText, string document)
    {
        var pieces = new List<CellPiece>();
        var lines = CSharpText.Lines(cellText);
        foreach (var (range, isMagic) in Cut(cellText))
        {
            var (start, length) = range.GetOffsetAndLength(cellText.Length);
            var text = cellText.Substring(start, length);
            var line = lines.IndexOf(start) + 1;
            if (isMagic)
                pieces.Add(new MagicPiece(MagicGrammar.Parse(text, new CodeOrigin(document, line, start - lines[line - 1].Start + 1, cellText)), line));
            else if (!text.All(static character => CSharpText.IsWhiteSpace(character)))
                pieces.Add(new CodePiece(text, line));
        }

        return pieces;
    }

    /// <summary>Where the pieces lie. None is empty, each begins where the one before it ends, and the last one ends where the cell does.</summary>
    internal static IEnumerable<(Range Range, bool IsMagic)> Cut(string cell)
    {
        for (var start = 0; start < cell.Length;)
        {
            var isMagic = BeginsWithMagic(cell, start);
            var end = NextBoundary(cell, start, isMagic);
            yield return (start..end, isMagic);
            start = end;
        }
    }

    private static int NextBoundary(string cell, int start, bool inMagic)
    {
        // A magic's line is lexed as C# too, because its code may open a string that goes on over the lines below.
        foreach (var directive in CSharpText.MagicDirectives(cell, inMagic ? AfterName(cell, start) : start, isBehindCode: inMagic))
        {
            // Not before where the piece begins, whatever the lexer takes for the beginning of a line: a piece without text would be followed by another.
            if (LineStart(cell, directive) is { } boundary && boundary > start && (inMagic || BeginsWithMagic(cell, directive)))
                return boundary;
        }

        return cell.Length;
    }

    private static bool BeginsWithMagic(string cell, int position)
    {
        while (position < cell.Length && CSharpText.IsWhiteSpace(cell[position]) && !CSharpText.IsNewLine(cell[position]))
            position++;
        return MagicGrammar.IsMagic(cell.AsSpan(position, AfterName(cell, position) - position));
    }

    private static int AfterName(string cell, int position)
    {
        while (position < cell.Length && CSharpText.IsWhiteSpace(cell[position]))
            position++;
        while (position < cell.Length && !CSharpText.IsWhiteSpace(cell[position]))
            position++;
        return position;
    }

    /// <summary>Where the line begins that holds nothing but white space before the position; <see langword="null"/> when there is more before it, such as the end of a comment.</summary>
    private static int? LineStart(string cell, int position)
    {
        while (position > 0 && !CSharpText.IsNewLine(cell[position - 1]))
        {
            if (!CSharpText.IsWhiteSpace(cell[--position]))
                return null;
        }

        return position;
    }
}
