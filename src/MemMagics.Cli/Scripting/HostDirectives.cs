using MemMagics.Cli.Directives;
using MemMagics.Hosting.Projects;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Scripting;

/// <summary>The lines of a cell that are meant for the host, not for the compiler.</summary>
/// <param name="Code">The code with those lines blanked; every other line keeps its number.</param>
/// <param name="References">What follows <c>nuget:</c> in <c>#r</c> directives, in order.</param>
/// <param name="Sources">What follows <c>nuget:</c> in <c>#i</c> directives, in order.</param>
/// <param name="Projects">Project files that <c>#r</c> directives name, in order.</param>
/// <param name="Loads">Files that <c>#load</c> directives name.</param>
/// <param name="Timed">Whether <c>#!time</c> asks for the cell's wall time.</param>
/// <param name="Unknown">The lines that begin with <c>#!</c> and are not known, as sentences.</param>
internal sealed record HostDirectives(
    string Code, IReadOnlyList<string> References, IReadOnlyList<string> Sources, IReadOnlyList<string> Projects, IReadOnlyList<string> Loads, bool Timed, IReadOnlyList<CellError> Unknown)
{
    public static HostDirectives None { get; } = new("", [], [], [], [], Timed: false, []);

    private const string NuGet = "nuget:";

    public static HostDirectives Read(string code, string document)
    {
        if (!MayHaveDirectives(code))
            return None with { Code = code };

        (code, var timed) = TimedCode.Read(code);
        var root = CellParsing.Parse(code);
        var lines = root.SyntaxTree.GetText().Lines;
        var blanked = code.ToCharArray();
        var (references, sources, projects, loads, unknown) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<CellError>());
        foreach (var directive in root.DescendantTrivia(descendIntoTrivia: false).Where(trivia => trivia.IsDirective))
        {
            var line = lines.GetLineFromPosition(directive.SpanStart);
            var text = code[directive.SpanStart..line.End].Trim();

            // The script compiler follows #load and rejects #! even where #if leaves them out. (An #if in there is blanked with its #endif.)
            if (!CellParsing.IsActive(directive))
            {
                blanked.AsSpan(directive.SpanStart, line.End - directive.SpanStart).Fill(' ');
                continue;
            }

            if (directive.GetStructure() is LoadDirectiveTriviaSyntax load)
            {
                loads.Add(load.File.ValueText);
                continue;
            }

            var referenced = (directive.GetStructure() as ReferenceDirectiveTriviaSyntax)?.File.ValueText.Trim() ?? "";
            if (referenced.StartsWith(NuGet, StringComparison.OrdinalIgnoreCase))
                references.Add(AfterNuGet(referenced));
            else if (ReferencedProjects.IsProject(referenced))
                projects.Add(referenced);
            else if (text.StartsWith("#!", StringComparison.Ordinal))
                ReadMagic(text, line.LineNumber + 1);
            else if (SourceOf(text) is { } source)
                sources.Add(source);
            else
                continue;
            blanked.AsSpan(directive.SpanStart, line.End - directive.SpanStart).Fill(' ');
        }

        return new HostDirectives(new string(blanked), references, sources, projects, loads, timed, unknown);

        void ReadMagic(string text, int line)
        {
            var name = text.Split(' ', '\t')[0];

            // Front ends put the cell's own language in its first line; there is nothing to do about it here.
            if (CellLanguages.Normalize(name[2..]) != CellLanguages.CSharp)
                unknown.Add(new CellError("UnknownMagic", $"{document}, line {line}: {WhatIsWrongWith(name)}", []));
        }
    }

    /// <summary>The same with one of the blanks that directives have left taken from the beginning of some lines, so that what follows has the column that its author sees.</summary>
    /// <param name="lines">The lines, counted from 1.</param>
    public HostDirectives WithoutBlankOn(IReadOnlySet<int> lines)
    {
        var code = Code;
        foreach (var line in CSharpText.Lines(code).Reverse().Where(line => lines.Contains(line.LineNumber + 1) && line.Span.Length > 0 && code[line.Start] == ' '))
            code = code.Remove(line.Start, 1);
        return ReferenceEquals(code, Code) ? this : this with { Code = code };
    }

    private static string WhatIsWrongWith(string name) =>
        name == TimedCode.Name ? $"{name} has no options; it times the whole cell, and the rest of its line is code."
        : MagicGrammar.Magics.Any(magic => magic.Name == name) || HostMagics.Find(name) is not null ? $"{name} is not the first on its line. Put it on a line of its own."
        : HostMagics.Unknown(name);

    private static bool MayHaveDirectives(string code) =>
        code.Split('\n').Any(line => line.AsSpan().TrimStart() is ['#', ..]);

    private static string AfterNuGet(string value) => value.TrimStart()[NuGet.Length..].Trim();

    /// <summary>The package source of a line <c>#i "nuget: SOURCE"</c>, which the C# compiler has no directive for.</summary>
    private static string? SourceOf(string line)
    {
        if (!line.StartsWith("#i", StringComparison.Ordinal) || line[2..].Trim() is not ['"', .. var rest] || rest.IndexOf('"') is not (> 0 and var end))
            return null;
        var value = rest[..end].Trim();
        return value.StartsWith(NuGet, StringComparison.OrdinalIgnoreCase) ? AfterNuGet(value) : value;
    }
}
