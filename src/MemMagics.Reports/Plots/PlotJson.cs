using System.Text.Json.Nodes;

namespace MemMagics.Reports.Plots;

/// <summary>Plots as JSON: sizes are integer bytes, times seconds, a figure that does not exist is <c>null</c>. Property names are stable.</summary>
public static class PlotJson
{
    /// <summary>Renders a plot.</summary>
    /// <param name="plot">The plot.</param>
    public static JsonObject Render(MemoryPlot plot) => new()
    {
        ["kind"] = "plot",
        ["title"] = plot.Title,
        ["elapsed"] = plot.Duration.TotalSeconds,
        ["exitCode"] = plot.ExitCode,
        ["interrupted"] = plot.IsInterrupted,
        ["peak"] = plot.Peak is { } peak ? SampleOf(peak) : null,
        ["peakKind"] = ReportJson.NameOf(plot.PeakKind),
        ["samples"] = new JsonArray([.. plot.Samples.Select(SampleOf)]),
        ["processes"] = new JsonArray([.. plot.Processes.Select(ProcessOf)]),
        ["functions"] = new JsonArray([.. plot.Functions.Select(FunctionOf)]),
        ["gcs"] = new JsonArray([.. plot.CollectionTotals.Select(TotalOf)]),
        ["collections"] = new JsonArray([.. plot.Collections.Select(CollectionOf)]),
        ["notes"] = new JsonArray([.. plot.Notes.Select(note => JsonValue.Create(note))]),
    };

    private static JsonObject SampleOf(MemorySample sample) => new() { ["elapsed"] = sample.Elapsed.TotalSeconds, ["resident"] = sample.Resident };

    private static JsonObject ProcessOf(PlottedProcess process) => new()
    {
        ["id"] = process.Id,
        ["command"] = process.Name,
        ["peak"] = process.Peak,
        ["samples"] = new JsonArray([.. process.Samples.Select(SampleOf)]),
    };

    private static JsonObject FunctionOf(FunctionMark mark) => new()
    {
        ["function"] = mark.Name,
        ["begin"] = mark.Begin.TotalSeconds,
        ["end"] = mark.End.TotalSeconds,
        ["residentAtBegin"] = mark.ResidentAtBegin,
        ["residentAtEnd"] = mark.ResidentAtEnd,
        ["calls"] = mark.Calls,
    };

    private static JsonObject TotalOf(CollectionTotal total) => new()
    {
        ["generation"] = total.Generation,
        ["count"] = total.Count,
        ["pause"] = total.Pause.TotalSeconds,
        ["longestPause"] = total.LongestPause.TotalSeconds,
    };

    private static JsonObject CollectionOf(CollectionMark mark) => new()
    {
        ["elapsed"] = mark.Elapsed.TotalSeconds,
        ["generation"] = mark.Generation,
        ["pause"] = mark.Pause.TotalSeconds,
        ["heapAfter"] = mark.HeapAfter,
        ["background"] = mark.IsBackground,
        ["process"] = mark.Process,
    };
}
