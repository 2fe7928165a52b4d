using MemMagics.Cli.Scripting;
using MemMagics.Magics;

namespace MemMagics.Cli.Completion;

/// <summary>A cell as C# only: magics' names and options, and lines meant for the host, are blanked; all else keeps its position.</summary>
/// <param name="Text">As long as the cell.</param>
/// <param name="Magic">The part of a magic's line that is at the position; <see langword="null"/> when that is on no magic's line.</param>
internal sealed record CellCode(string Text, MagicCursor? Magic)
{
    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, its magics by their own names.</param>
    /// <param name="position">A position in it.</param>
    public static CellCode At(string cell, int position)
    {
        MagicCursor? atPlace = null;
        var blanked = cell.ToCharArray();
        for (var start = 0; start < cell.Length;)
        {
            var end = cell.IndexOf('\n', start);
            end = end < 0 ? cell.Length : end;
            var first = start;
            while (first < end && char.IsWhiteSpace(cell[first]))
                first++;
            if (cell.AsSpan(first, end - first).StartsWith("#!"))
            {
                if (position >= first && position <= end)
                    atPlace = MagicCursor.Read(cell, first, position);
                var line = MagicCursor.Read(cell, first, end);
                if (line.Magic is not null)
                    Blank(first, line.Part == MagicPart.Code ? line.Start : end);
            }

            start = end + 1;
        }

        return new CellCode(HostDirectives.Read(new string(blanked), "cell").Code, atPlace);

        // Keeps what comes before and after from being parsed as one statement.
        void Blank(int from, int to)
        {
            blanked.AsSpan(from, to - from).Fill(' ');
            blanked[from] = ';';
        }
    }
}
