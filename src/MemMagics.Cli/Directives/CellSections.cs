using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>Takes a cell apart where lines <c>#!language</c> change its language.</summary>
internal static partial class CellSections
{
    /// <summary>The sections in order; a section of C# that is blank is left out.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="language">The language that it begins in.</param>
    public static IReadOnlyList<CellSection> Of(string cell, string language = CellLanguages.CSharp)
    {
        var selectors = Selector().Matches(cell).Where(static match => CellLanguages.IsSelector(match.Groups["name"].Value)).ToList();
        if (language == CellLanguages.CSharp && selectors.TrueForAll(static match => LanguageOf(match) == CellLanguages.CSharp))
            return [new CellSection(language, 1, "", cell)];

        var sections = new List<CellSection>();
        var (start, arguments, textStart) = (0, "", 0);
        while (true)
        {
            var next = language == CellLanguages.CSharp ? NextInCode(cell, textStart, selectors) : selectors.Find(match => match.Index >= textStart);
            Add(next?.Index ?? cell.Length);
            if (next is null)
                return sections;

            // C#'s own line stays with its code, where it is a directive with options of its own.
            language = LanguageOf(next);
            (start, arguments) = (next.Index, next.Groups["arguments"].Value.Trim());
            textStart = language == CellLanguages.CSharp ? next.Index : AfterLine(cell, next.Index);
        }

        void Add(int end)
        {
            var text = cell[textStart..end];
            var line = CSharpText.Lines(cell).IndexOf(start) + 1;
            if (language == CellLanguages.CSharp && !string.IsNullOrWhiteSpace(text))
                sections.Add(new CellSection(language, line, "", new string('\n', line - 1) + text));
            else if (language != CellLanguages.CSharp && (textStart > 0 || !string.IsNullOrWhiteSpace(text)))
                sections.Add(new CellSection(language, line, arguments, text));
        }
    }

    /// <summary>The first line that ends C# code; one in a string or a comment does not.</summary>
    private static Match? NextInCode(string cell, int start, List<Match> selectors)
    {
        var others = selectors.Where(match => match.Index >= start && LanguageOf(match) != CellLanguages.CSharp).ToList();
        if (others.Count == 0)
            return null;

        // What follows a selector is no C#, and may look as if it closed what the code has opened: each is judged by what comes before it.
        return others.Find(match => IsBetweenTokens(cell[start..match.Index]));
    }

    private static bool IsBetweenTokens(string code)
    {
        const string probe = "#!";
        var text = TimedCode.Read(code).Code;
        return CellParsing.Directives(CellParsing.Parse(text + probe)).Any(directive => directive.SpanStart == text.Length);
    }

    private static string LanguageOf(Match selector) => CellLanguages.Normalize(selector.Groups["name"].Value);

    private static int AfterLine(string cell, int position)
    {
        var end = CellParsing.LineEnd(cell, position);
        return end + 1 < cell.Length && cell[end] == '\r' && cell[end + 1] == '\n' ? end + 2 : Math.Min(end + 1, cell.Length);
    }

    [GeneratedRegex(@"^[ \t]*#!(?<name>[A-Za-z][\w#.\-]*)(?=\s|$)(?<arguments>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Selector();
}
