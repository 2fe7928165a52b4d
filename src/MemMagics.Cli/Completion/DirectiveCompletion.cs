using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using MemMagics.Magics;

namespace MemMagics.Cli.Completion;

/// <summary>Completes what begins a line and is not C#: magics, their names in IPython, and directives.</summary>
internal static partial class DirectiveCompletion
{
    // Those that people know from there, beside the measurements.
    private static readonly string[] s_ofIPython = [HostMagics.ListMagics, TimedCode.Name, HostMagics.Timeit, HostMagics.Who, HostMagics.Whos];

    // Directives that only scripts have; the compiler's service does not offer them.
    private static readonly string[] s_ofScripts = ["#i", "#load", "#r"];

    /// <summary>Start of the directive's name that is being typed; <see langword="null"/> when none is.</summary>
    public static int? StartOf(string cell, int position)
    {
        var line = LineStart(cell, position);
        var typed = Directive().Match(cell[line..position]);
        return typed.Success ? line + typed.Groups["name"].Index : null;
    }

    /// <summary>Completes what a <c>#r</c> or <c>#i</c> begins with instead of a path; <see langword="null"/> elsewhere.</summary>
    public static Completions? SourceAt(string cell, int position)
    {
        var line = LineStart(cell, position);
        var typed = Reference().Match(cell[line..position]);
        return typed.Success ? Completions.Beginning(cell, line + typed.Groups["source"].Index, position, [new Match("nuget: ", "keyword")]) : null;
    }

    /// <param name="ofCompiler">The names that the compiler's service offers after the <c>#</c>.</param>
    public static IEnumerable<Match> With(IEnumerable<string> ofCompiler) =>
        ofCompiler.Select(name => $"#{name}").Concat(s_ofScripts).Select(name => new Match(name, "keyword"));

    public static IEnumerable<Match> MagicNames => HostMagics.Names.Select(name => new Match(name, Match.OfMagic));

    /// <param name="typed">The typed part of the name, with its <c>%</c>.</param>
    public static IEnumerable<Match> AliasNames(string typed) => MagicGrammar.Magics.Select(magic => magic.Name).Concat(s_ofIPython).Order(StringComparer.Ordinal)
        .Select(name => new Match((typed.StartsWith("%%", StringComparison.Ordinal) ? "%%" : "%") + name[2..], Match.OfMagic));

    private static int LineStart(string cell, int position) => position == 0 ? 0 : cell.LastIndexOf('\n', position - 1) + 1;

    [GeneratedRegex(@"^[ \t]*(?<name>#\w*)$")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^[ \t]*#[ri][ \t]+""(?<source>\w*)$")]
    private static partial Regex Reference();
}
