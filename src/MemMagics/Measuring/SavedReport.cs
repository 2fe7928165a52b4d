using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>The file that a report is saved to (<c>-T FILE</c>).</summary>
internal static class SavedReport
{
    /// <summary>Refuses before anything is measured what could not be saved, as far as that is known.</summary>
    /// <exception cref="MagicException">The file cannot be written, or it is one for call paths and the report has none.</exception>
    public static void Check(MeasureRequest request)
    {
        if (request.SaveTo is not { } path)
            return;

        ReportFile.Check(path);
        if (ReportFile.HoldsCallPaths(path) && request is not MemitRequest { Where: not WhereChoice.None })
            throw new MagicException($"A .speedscope.json file holds call paths, {(request is MemitRequest ? "which only --where finds: add it" : "and a line table has none: #!memit --where finds them")}, or choose another ending for '{path}'.");
    }

    /// <summary>Saves a report when the request says so. What was measured is there, whether or not it could be saved.</summary>
    public static Report Save(Report report, MeasureRequest request)
    {
        try
        {
            if (request.SaveTo is not { } path)
                return report;
            ReportFile.Save(report, path);
            return report with { Notes = [.. report.Notes, $"Saved to {path}."] };
        }
        catch (MagicException e)
        {
            return report with { Failure = report.Failure is { } failure ? $"{failure}\n{e.Message}" : e.Message };
        }
    }
}
