using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Moves diagnostics from text that was handed to the compiler to what its author sees.</summary>
internal static class DiagnosticPlace
{
    /// <summary>The same diagnostic elsewhere in its document, as <c>#line</c> maps it.</summary>
    public static Diagnostic Moved(Diagnostic diagnostic, Func<LinePosition, LinePosition> move)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return place.IsValid
            ? At(diagnostic, place.Path, new LinePositionSpan(move(place.StartLinePosition), move(place.EndLinePosition)))
            : diagnostic;
    }

    /// <summary>The same diagnostic at a place.</summary>
    public static Diagnostic At(Diagnostic diagnostic, string document, LinePositionSpan place) => Diagnostic.Create(
        diagnostic.Id, diagnostic.Descriptor.Category, diagnostic.GetMessage(CultureInfo.InvariantCulture), diagnostic.Severity, diagnostic.DefaultSeverity,
        isEnabledByDefault: true, diagnostic.WarningLevel, location: Location.Create(document, diagnostic.Location.SourceSpan, place));
}
