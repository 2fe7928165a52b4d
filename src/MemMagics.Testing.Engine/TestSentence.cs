using System.Text.RegularExpressions;

namespace MemMagics.Testing.Engine;

/// <summary>The engine's sentences, which are for people with a notebook, as people with a test need them.</summary>
internal static partial class TestSentence
{
    private const string WayOut = "Measure code that needs less: copy what it uses to local variables first, or make it inside of the measured code.";

    /// <summary>A sentence without options that a test has not.</summary>
    public static string Of(string sentence) => WaysOut().Replace(Closures().Replace(sentence, ""), WayOut);

    /// <summary>The one function of that name in any namespace, as the sentence says that there is none without.</summary>
    /// <returns><see langword="null"/> when there are several, or none.</returns>
    public static string? OnlyFunction(string sentence, string function) =>
        Suggestion().Match(sentence) is { Success: true } match && match.Groups[1].Value.EndsWith("." + function, StringComparison.Ordinal) ? match.Groups[1].Value : null;

    [GeneratedRegex(@"Did you mean (\S+)\?$")]
    private static partial Regex Suggestion();

    // The code itself, and the object that holds what it has captured, have no name in the test.
    [GeneratedRegex(@"^(code → Target → )+")]
    private static partial Regex Closures();

    [GeneratedRegex(@"Use --(replay|in-process)\b[^.]*\.")]
    private static partial Regex WaysOut();
}
