using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MemMagics.Compilation;

/// <summary>The compiler's errors, at the lines of the cell.</summary>
public static partial class CompilerMessages
{
    private const int Most = 10;

    /// <summary>One line for each error, up to a limit; empty when there is none.</summary>
    /// <param name="diagnostics">The compiler's diagnostics, warnings included.</param>
    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors.Take(Most).Select(Line);
        return string.Join('\n', errors.Count > Most ? lines.Append($"… and {errors.Count - Most} more errors") : lines);
    }

    private static string Line(Diagnostic diagnostic)
    {
        var message = $"error {diagnostic.Id}: {WithoutSubmissions(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))}";
        var place = diagnostic.Location.GetMappedLineSpan();
        return place.IsValid
            ? $"{DocumentNames.Shown(place.Path)}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {message}"
            : message;
    }

    /// <summary>A cell's types and functions are members of a class that its author has not written.</summary>
    private static string WithoutSubmissions(string message) => Submission().Replace(Class().Replace(message, static found => found.Index == 0 ? "The cell" : "the cell"), "");

    [GeneratedRegex(@"(([Tt]he )?[Tt]ype )?'Submission#\d+'")]
    private static partial Regex Class();

    [GeneratedRegex(@"Submission#\d+\.")]
    private static partial Regex Submission();
}
