using System.Text.RegularExpressions;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>Of the functions of a notebook, or of a program, the one whose line allocates most, among those that <c>#!mprun -f</c> takes.</summary>
internal static partial class HeaviestFunction
{
    /// <summary>Its name, as for <c>-f</c>; empty for the measured code itself, which needs no <c>-f</c>; <see langword="null"/> when there is none.</summary>
    /// <param name="origins">The origins.</param>
    /// <param name="own">Whose code it is to be.</param>
    public static string? Of(AllocationOrigins origins, CodeKind own)
    {
        var measured = origins.Tree.Frame;
        var line = origins.Lines.FirstOrDefault(line => line.Kind == own && line.Bytes > 0 && line.Source is not null && (IsMeasured(line) || Named().IsMatch(line.Function)));
        return line is null ? null : IsMeasured(line) ? "" : line.Function;

        // A program's top-level code is named after its file.
        bool IsMeasured(OriginLine line) => line.Function == measured || (own == CodeKind.Library && line.Function == line.Source);
    }

    // Lambdas without a name, the code of cells and what compilers make are called otherwise.
    [GeneratedRegex(@"^[\p{L}_]\w*(<[\w\s,.<>\[\]?]+>)?(\.(~|static )?[\p{L}_]\w*(<[\w\s,.<>\[\]?]+>)?)*(\.operator \S+)?$")]
    private static partial Regex Named();
}
