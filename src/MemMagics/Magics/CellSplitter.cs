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
    /// a disabled <c>#if</c> starts no magic. An <c>#if</c> around magics is followed, and blanked in the pieces, since none of them has all of it.
    /// </returns>
    public static IReadOnlyList<CellPiece> Split(string cellText, string document)
    {
        var pieces = new List<CellPiece>();
        var lines = CSharpText.Lines(cellText);
        var parts = Parts(cellText).ToList();

        // What is never closed is left to the compiler, which says so.
        var isClosed = parts is not [.., var last] || !last.ConditionsAfter(cellText).IsOpen;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var text = part.Text(cellText, isClosed && (part.Conditions.Matter || (i + 1 < parts.Count && parts[i + 1].Conditions.IsOpen)));
            var line = lines.IndexOf(part.Start) + 1;
            if (part.IsMagic)
                pieces.Add(new MagicPiece(MagicGrammar.Parse(text, new CodeOrigin(document, line, part.Start - lines[line - 1].Start + 1, cellText)), line));
            else if (!text.All(static character => CSharpText.IsWhiteSpace(character)))
                pieces.Add(new CodePiece(text, line));
        }

        return pieces;
    }

    /// <summary>Where the pieces lie. None is empty, each begins where the one before it ends, and the last one ends where the cell does.</summary>
    internal static IEnumerable<CellPart> Parts(string cell)
    {
        var conditions = CellConditions.None;
        for (var start = 0; start < cell.Length;)
        {
            var isMagic = BeginsWithMagic(cell, start);
            var code = isMagic ? AfterName(cell, start) : start;
            var part = new CellPart(start, NextBoundary(cell, start, code, isMagic, conditions), code, isMagic, conditions);
            yield return part;
            start = part.End;
            if (start < cell.Length)
                conditions = part.ConditionsAfter(cell);
        }
    }

    private static int NextBoundary(string cell, int start, int code, bool inMagic, CellConditions conditions)
    {
        // A magic's line is lexed as C# too, because its code may open a string that goes on over the lines below.
        foreach (var directive in CSharpText.MagicDirectives(cell, code, CellPart.Before(conditions, inMagic)))
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
