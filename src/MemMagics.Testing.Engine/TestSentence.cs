using System.Text.RegularExpressions;
using MemMagics.Reports;
using MemMagics.Wire;

namespace MemMagics.Testing.Engine;

/// <summary>The engine's sentences, which are for people with a notebook, as people with a test need them.</summary>
internal static partial class TestSentence
{
    private const string WayOut = "Measure code that needs less: copy what it uses to local variables first, or make it inside of the measured code.";
    private const string NoInput = "Measured code cannot ask for input: nobody can type into a fresh process. Put the value into a variable, or read it from a file.";

    /// <summary>A sentence without options that a test has not, and without a notebook.</summary>
    public static string Of(string sentence)
    {
        var inTests = Closures().Replace(sentence, "")
            .Replace(RefusedInput.OfMeasuredCode, NoInput, StringComparison.Ordinal)
            .Replace(" The notebook's session is unharmed.", "", StringComparison.Ordinal);
        inTests = Unknown().Replace(inTests, "$1 in the tests or what they refer to.");
        inTests = TimeLimit().Replace(inTests, " Pass a CancellationToken to let it take longer.");
        return Options().Replace(WaysOut().Replace(inTests, WayOut), "");
    }

    /// <summary>A report whose sentences are a test's.</summary>
    public static Report Of(Report report) => report with { Failure = report.Failure is { } failure ? Of(failure) : null, Notes = [.. report.Notes.Select(Of)] };

    /// <summary>The one function of that name in any namespace, as the sentence says that there is none without.</summary>
    /// <returns><see langword="null"/> when there are several, or none.</returns>
    public static string? OnlyFunction(string sentence, string function)
    {
        // F# has its functions a second time, in a class that no source can name.
        var names = Suggestion().Match(sentence).Groups[1].Value.Split([", ", " or "], StringSplitOptions.None).Where(static name => name.IndexOfAny(['$', '@']) < 0).ToList();
        return names is [var only] && only.EndsWith("." + TypeArguments().Replace(function, ""), StringComparison.Ordinal) ? only : null;
    }

    [GeneratedRegex(@"Did you mean (.+)\?$")]
    private static partial Regex Suggestion();

    [GeneratedRegex("<[^.]*>")]
    private static partial Regex TypeArguments();

    // The code itself, and the object that holds what it has captured, have no name in the test.
    [GeneratedRegex(@"^(code → Target → )+")]
    private static partial Regex Closures();

    [GeneratedRegex(@"^(There is no function or type '[^']*') in this session\.")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"Use --(reopen|replay|in-process)\b[^.]*\.")]
    private static partial Regex WaysOut();

    [GeneratedRegex(@"(?<=\.) -t 5m allows more\.")]
    private static partial Regex TimeLimit();

    // "--warm makes the second one too."
    [GeneratedRegex(@"(?<=\.) (Use )?(-r|--warm|--cold|--memory-limit)\b[^.]*\.")]
    private static partial Regex Options();
}
