using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Editor.Completing;

/// <summary>Half-written code, changed where Roslyn's completion would misread it: a source file has other code around it, a cell often begins or ends with it.</summary>
/// <param name="Text">The code to ask about.</param>
/// <param name="Position">The position in that text.</param>
/// <param name="InsertedAt">Where text was inserted before the position.</param>
/// <param name="InsertedLength">Length of the inserted text.</param>
internal sealed record CompletableCode(string Text, int Position, int InsertedAt, int InsertedLength)
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static CompletableCode Of(string code, int position)
    {
        var wordStart = position;
        while (wordStart > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[wordStart - 1]))
            wordStart--;
        var root = CSharpSyntaxTree.ParseText(code, s_script).GetRoot();
        var left = wordStart == 0 ? default : root.FindToken(wordStart - 1);
        if (left.IsKind(SyntaxKind.None) || left.Span.End > wordStart)
            return new CompletableCode(code, position, 0, 0);

        if (left.Text == "async")
            return new CompletableCode(Blanked(code, left.SpanStart, left.Span.Length), position, 0, 0);
        if (ModifiersBefore(left) is { } first)
            return OnItsOwnLine(code, position, first);
        if (WithTakenForProperty(left) is { } start)
            return Inserting(code, position, start, "_ = ");
        return new CompletableCode(code, position, 0, 0);
    }

    /// <summary>Converts a position in <see cref="Text"/> to one in the cell's own code.</summary>
    public int Original(int position) =>
        position >= InsertedAt + InsertedLength ? position - InsertedLength : Math.Min(position, InsertedAt);

    // "async Ta|" is parsed as a variable Ta of a type async, and completed as a new name.
    private static string Blanked(string code, int start, int length) =>
        string.Concat(code.AsSpan(0, start), new string(' ', length), code.AsSpan(start + length));

    private static CompletableCode Inserting(string code, int position, int at, string text) =>
        new(code.Insert(at, text), position + text.Length, at, text.Length);

    /// <summary>Roslyn offers members to override, and the other parts of partial members, only where nothing else is on the line.</summary>
    private static CompletableCode OnItsOwnLine(string code, int position, int first) =>
        Inserting(code.Insert(position, "\n"), position, first, "\n");

    /// <summary>Start of the modifiers that end with this token; <see langword="null"/> unless they ask for a member to override or to complete.</summary>
    private static int? ModifiersBefore(SyntaxToken token)
    {
        int? first = null;
        var isChoice = false;
        for (; SyntaxFacts.IsAccessibilityModifier(token.Kind()) || IsModifierOfMember(token); token = token.GetPreviousToken())
        {
            isChoice |= token.IsKind(SyntaxKind.OverrideKeyword) || token.Text == "partial";
            first = token.SpanStart;
        }

        return isChoice ? first : null;
    }

    private static bool IsModifierOfMember(SyntaxToken token) => token.Kind() is SyntaxKind.OverrideKeyword or SyntaxKind.SealedKeyword or SyntaxKind.UnsafeKeyword
        or SyntaxKind.NewKeyword or SyntaxKind.StaticKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.ReadOnlyKeyword || token.Text is "partial" or "async" or "required";

    /// <summary>A statement "p with { |" is parsed as a property named with, of type p. Returns where the expression begins.</summary>
    private static int? WithTakenForProperty(SyntaxToken token)
    {
        var depth = 0;
        for (; !token.IsKind(SyntaxKind.None); token = token.GetPreviousToken())
        {
            if (token.IsKind(SyntaxKind.CloseBraceToken))
                depth++;
            else if (token.IsKind(SyntaxKind.OpenBraceToken) && depth-- == 0)
                break;
            else if (depth == 0 && token.IsKind(SyntaxKind.SemicolonToken))
                return null;
        }

        var with = token.GetPreviousToken();
        if (!token.IsKind(SyntaxKind.OpenBraceToken) || with.Text != "with" || with.Parent is WithExpressionSyntax)
            return null;
        var first = with.GetPreviousToken();
        while (first.GetPreviousToken() is var before && (before.IsKind(SyntaxKind.DotToken) || (first.IsKind(SyntaxKind.DotToken) && before.IsKind(SyntaxKind.IdentifierToken))))
            first = before;
        return first.IsKind(SyntaxKind.IdentifierToken) || first.IsKind(SyntaxKind.ThisKeyword) ? first.SpanStart : null;
    }
}
