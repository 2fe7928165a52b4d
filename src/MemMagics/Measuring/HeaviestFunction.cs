using System.Text.RegularExpressions;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>Of the notebook's functions the one whose line allocates most, among those that <c>#!mprun -f</c> takes.</summary>
internal static partial class HeaviestFunction
{
    /// <summary>Its name, as for <c>-f</c>; empty for the measured code itself, which needs no <c>-f</c>; <see langword="null"/> when there is none.</summary>
    public static string? Of(AllocationOrigins origins)
    {
        var measured = origins.Tree.Frame;
        var line = origins.Lines.FirstOrDefault(line => line is { Kind: CodeKind.Notebook, Bytes: > 0 } && (line.Function == measured || Named().IsMatch(line.Function)));
        return line is null ? null : line.Function == measured ? "" : line.Function;
    }

    // Lambdas without a name, the code of cells and what compilers make are called otherwise.
    [GeneratedRegex(@"^[\p{L}_]\w*(<[\w\s,.<>\[\]?]+>)?(\.~?[\p{L}_]\w*(<[\w\s,.<>\[\]?]+>)?)*(\.operator \S+)?$")]
    private static partial Regex Named();
}
