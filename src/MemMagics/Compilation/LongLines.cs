using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>
/// Symbols hold columns up to 65,534, and the compiler writes that number for all that lie beyond. Code that begins just there and ends beyond
/// then has no width, which in the format means something else, so that nobody can read the method's symbols: such code is moved by a space.
/// </summary>
internal static class LongLines
{
    /// <summary>The last column, counted from 0.</summary>
    private const int LastColumn = 65_533;

    /// <summary>The tree as its symbols can be read; the same when it is so already.</summary>
    public static SyntaxTree Readable(SyntaxTree tree)
    {
        var text = tree.GetText();
        var moved = text.Lines.Where(static line => line.Span.Length > LastColumn)
            .SelectMany(line => tree.GetRoot().DescendantTokens(line.Span))
            .Where(token => tree.GetMappedLineSpan(token.Span).StartLinePosition.Character == LastColumn && token.Kind() is not (SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken))
            .Select(static token => new TextChange(new TextSpan(token.SpanStart, 0), " "))
            .ToList();
        return moved.Count == 0 ? tree : tree.WithChangedText(text.WithChanges(moved));
    }
}
