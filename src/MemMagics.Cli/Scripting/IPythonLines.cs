using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Scripting;

/// <summary>
/// Finds the lines that begin as in IPython: <c>%name</c> and <c>!command</c>. Both signs are operators of C#, so a line is one of these only where a
/// statement may begin, and where it cannot be meant as C#.
/// </summary>
internal static partial class IPythonLines
{
    // Each line that is no such line is judged with all the code before it.
    private const int MostOperators = 200;

    /// <summary>The signs of those lines, in order, with what takes their place.</summary>
    /// <param name="cell">The cell, its measurements by their own names.</param>
    /// <param name="isName">Whether a name means something in the session; <see langword="null"/> where that is not known: then what may be C# is C#.</param>
    public static IReadOnlyList<(Group Sign, string Name)> Of(string cell, Func<string, bool>? isName)
    {
        var found = new List<(Group, string)>();
        var (start, operators) = (0, 0);
        foreach (var candidate in Candidate().Matches(cell).Where(match => match.Index >= start))
        {
            if (operators == MostOperators)
                break;
            var before = WithoutMagics(cell[start..candidate.Index]);
            var sign = candidate.Groups["sign"];
            var line = cell[sign.Index..CellParsing.LineEnd(cell, sign.Index)];
            if (!CSharpText.IsWellFormed(before) || MayBeCSharp(cell, before, sign.Index, line, isName))
            {
                operators++;
                continue;
            }

            found.Add((sign, sign.Value == "!" ? $"{HostMagics.Shell} " : "#!"));

            // What stands behind the name of such a magic is code, which may go on below.
            start = line.TrimStart('%').StartsWith("time", StringComparison.Ordinal) ? sign.Index + CellParsing.WordAt(cell, sign.Index).Length : sign.Index + line.Length;
        }

        return found;
    }

    private static bool MayBeCSharp(string cell, string before, int place, string line, Func<string, bool>? isName)
    {
        var isOpen = CellParsing.Parse(before).Members is [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } }];
        var name = FirstName().Match(line).Groups["name"].Value;
        var isMeant = name.Length == 0 || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || (isName?.Invoke(name) ?? true) || IsUsedElsewhere(cell, place, line.Length, name);

        // Behind a whole statement no operator with two sides can stand.
        if (line[0] == '%' && !isOpen)
            return false;
        return isMeant && GoesOn(line, line[0] == '%' ? "0\n" : "");
    }

    /// <summary>Whether the line is C# as it stands, or C# that is not over at its end.</summary>
    private static bool GoesOn(string line, string before)
    {
        var text = (before + line).TrimEnd();
        if (CSharpNesting.IsTooDeep(text))
            return true;
        return CellParsing.Parse(text).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).All(error => error.Location.SourceSpan.Start >= text.Length);
    }

    /// <summary>Whether the cell has the name anywhere but at the beginning of such lines.</summary>
    private static bool IsUsedElsewhere(string cell, int place, int length, string name) => Regex
        .Matches(cell, $@"(?<![\w@]){Regex.Escape(name)}(?!\w)", RegexOptions.CultureInvariant)
        .Any(use => (use.Index < place || use.Index > place + length) && !BeginsLine().IsMatch(cell[LineStart(cell, use.Index)..use.Index]));

    private static int LineStart(string cell, int position) => position == 0 ? 0 : cell.LastIndexOf('\n', position - 1) + 1;

    /// <summary>Code without the names and options of measurements, whose code stays.</summary>
    private static string WithoutMagics(string code)
    {
        var blanked = code.ToCharArray();
        foreach (var magic in Magic().Matches(code).Select(match => match.Groups["name"]))
        {
            var end = CellParsing.LineEnd(code, magic.Index);
            var line = MagicCursor.Read(code, magic.Index, end);
            var codeStart = magic.Value == HostMagics.Timeit ? magic.Index + magic.Length
                : line.Magic is null ? IsWholeLine(magic.Value) ? end : magic.Index
                : line.Part == MagicPart.Code ? line.Start : end;
            blanked.AsSpan(magic.Index, codeStart - magic.Index).Fill(' ');
            if (codeStart > magic.Index)
                blanked[magic.Index] = ';';
        }

        return TimedCode.Read(new string(blanked)).Code;
    }

    private static bool IsWholeLine(string name) => name != TimedCode.Name && (HostMagics.Find(name) is not null || CellLanguages.IsSelector(name[2..]));

    [GeneratedRegex(@"^[ \t]*(?<sign>%%?(?=[A-Za-z_])|!(?=[^\s=]))", RegexOptions.Multiline)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^[ \t]*(?<name>#!\S+)", RegexOptions.Multiline)]
    private static partial Regex Magic();

    [GeneratedRegex(@"^[ \t]*[%!(]+$")]
    private static partial Regex BeginsLine();

    [GeneratedRegex(@"^[%!(]*(?<name>@?[A-Za-z_]\w*)?")]
    private static partial Regex FirstName();
}
