using MemMagics.Magics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>A cell in the form in which its C# kernel can be asked about it: magics, directives and code of other languages are blanked, all else keeps its position.</summary>
/// <param name="Text">As long as the cell.</param>
/// <param name="Kernel">The kernel of the code at the position; <see langword="null"/> when it is not C#.</param>
/// <param name="Magic">The part of a magic's line that is at the position; <see langword="null"/> when that is on no magic's line.</param>
internal sealed record CSharpView(string Text, CSharpKernel? Kernel, MagicCursor? Magic)
{
    /// <summary>Reads a cell.</summary>
    /// <param name="root">The notebook.</param>
    /// <param name="cell">The cell's text.</param>
    /// <param name="kernelName">The cell's own kernel.</param>
    /// <param name="position">A position in it.</param>
    public static CSharpView At(CompositeKernel root, string cell, string? kernelName, int position)
    {
        var lines = SourceText.From(cell).Lines;
        var steps = CellStep.Of(root, cell, kernelName, "cell").ToList();
        var starts = steps.Select(step => lines[step.Piece.Line - 1].Start).ToList();
        var at = Math.Max(0, starts.FindLastIndex(start => start <= position));
        var kernel = steps.Count > 0 ? steps[at].CSharpAfter(root, steps[at].Piece is CodePiece ? cell[starts[at]..Math.Max(position, starts[at])] : "") : null;

        MagicCursor? cursor = null;
        var text = cell.ToCharArray();
        for (var i = 0; i < steps.Count; i++)
        {
            var end = i + 1 < steps.Count ? starts[i + 1] : cell.Length;
            if (steps[i].Piece is MagicPiece)
                BlankMagic(starts[i], lines.GetLineFromPosition(starts[i]).End, inPlace: i == at);
            else if (kernel is not null)
                steps[i].CodeFor(root, kernel, cell[starts[i]..end]).CopyTo(0, text, starts[i], end - starts[i]);
            if (steps[i].Piece is MagicPiece && steps[i].CSharpIn(root) != kernel)
                Blank(starts[i], end);
        }

        return new CSharpView(new string(text), kernel, cursor);

        void BlankMagic(int start, int lineEnd, bool inPlace)
        {
            while (char.IsWhiteSpace(cell[start]))
                start++;
            if (inPlace && start <= position && position <= lineEnd)
                cursor = MagicCursor.Read(cell, start, position);

            var whole = MagicCursor.Read(cell, start, lineEnd);
            Blank(start, whole.Part == MagicPart.Code ? whole.Start : lineEnd);

            // Keeps what comes before and after from being parsed as one statement.
            text[start] = ';';
        }

        void Blank(int start, int end)
        {
            for (var i = start; i < end; i++)
                text[i] = text[i] is '\n' or '\r' ? text[i] : ' ';
        }
    }
}
