using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>Code with its <c>#!time</c> blanked, which leaves the rest of such a line as code.</summary>
/// <param name="Code">The code; each character keeps its place.</param>
/// <param name="IsTimed">Whether there was one.</param>
internal sealed partial record TimedCode(string Code, bool IsTimed)
{
    public const string Name = "#!time";

    /// <summary>Reads code. Behind code that opens a string or a comment it has to be looked for again, since what follows may be part of that.</summary>
    public static TimedCode Read(string code)
    {
        var timed = false;
        while (Without(code) is { } rest)
            (code, timed) = (rest, true);
        return new TimedCode(code, timed);
    }

    private static string? Without(string code)
    {
        if (!code.Contains(Name, StringComparison.Ordinal))
            return null;

        char[]? blanked = null;
        foreach (var directive in CellParsing.Parse(code).DescendantTrivia(descendIntoTrivia: false))
        {
            if (!CellParsing.IsActive(directive) || CodeAfter(code, directive.SpanStart) is not { } timed)
                continue;
            blanked ??= code.ToCharArray();
            blanked.AsSpan(directive.SpanStart, Name.Length).Fill(' ');
            if (!CellParsing.IsClosed(timed))
                break;
        }

        return blanked is null ? null : new string(blanked);
    }

    /// <summary>The code on the line of a <c>#!time</c>, which may be empty; <see langword="null"/> for another directive, and for options that somebody expects it to have: <c>--help</c>, <c>-r 3</c>.</summary>
    private static string? CodeAfter(string code, int start)
    {
        if (CellParsing.WordAt(code, start) != Name)
            return null;
        var timed = code[(start + Name.Length)..CellParsing.LineEnd(code, start)].Trim();
        return !Option().IsMatch(timed) || (CSharpText.IsWellFormed(timed) && !HostMagics.AsksForHelp(timed)) ? timed : null;
    }

    [GeneratedRegex("^--?[A-Za-z?]")]
    private static partial Regex Option();
}
