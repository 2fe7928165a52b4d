using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Magics;

/// <summary>Splits a cell into the code that the host runs and the magics that MemMagics runs, in order.</summary>
public static class CellSplitter
{
    /// <summary>Splits a cell.</summary>
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
        var lines = SourceText.From(cellText).Lines;
        var start = cellText.StartsWith('\uFEFF') ? 1 : 0;
        while (start < cellText.Length)
        {
            var line = lines.IndexOf(start) + 1;
            var isMagic = BeginsWithMagic(cellText, start);
            var end = NextBoundary(cellText, start, isMagic);
            var text = cellText[start..end];
            if (isMagic)
                pieces.Add(new MagicPiece(MagicGrammar.Parse(text, new CodeOrigin(document, line, start - lines[line - 1].Start + 1, cellText)), line));
            else if (!string.IsNullOrWhiteSpace(text))
                pieces.Add(new CodePiece(text, line));
            start = end;
        }

        return pieces;
    }

    private static int NextBoundary(string cell, int start, bool inMagic)
    {
        // A magic's line is lexed as C# too, because its code may open a string that goes on over the lines below.
        var code = inMagic ? AfterName(cell, start) : start;
        if (cell.IndexOf("#!", code, StringComparison.Ordinal) < 0)
            return cell.Length;

        foreach (var directive in CSharpText.DirectivePositions(cell[code..]))
            if (inMagic ? cell.AsSpan(code + directive).StartsWith("#!") : BeginsWithMagic(cell, code + directive))
                return LineStart(cell, code + directive);
        return cell.Length;
    }

    private static bool BeginsWithMagic(string cell, int position)
    {
        while (position < cell.Length && char.IsWhiteSpace(cell[position]) && !CSharpText.IsNewLine(cell[position]))
            position++;
        return MagicGrammar.IsMagic(cell.AsSpan(position, AfterName(cell, position) - position));
    }

    private static int AfterName(string cell, int position)
    {
        while (position < cell.Length && char.IsWhiteSpace(cell[position]))
            position++;
        while (position < cell.Length && !char.IsWhiteSpace(cell[position]))
            position++;
        return position;
    }

    private static int LineStart(string cell, int position)
    {
        while (position > 0 && !CSharpText.IsNewLine(cell[position - 1]))
            position--;
        return position;
    }
}
