using System.Text.Json.Nodes;

namespace MemMagics.Reports;

/// <summary>Reports as JSON: sizes are integer bytes, times seconds, a figure that does not exist is <c>null</c>. Property names are stable.</summary>
public static class ReportJson
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    public static JsonObject Render(Report report)
    {
        var json = new JsonObject
        {
            ["kind"] = report is MemitReport ? "memit" : "mprun",
            ["code"] = report.Code,
            ["state"] = StateName(report.Conditions.State),
            ["measured"] = report.Measured == MeasuredCall.Warm ? "warm" : "first-call",
        };
        switch (report)
        {
            case MemitReport memit:
                json["runs"] = new JsonArray([.. memit.Runs.Select(RunOf)]);
                json["worst"] = memit.Worst is { } worst ? RunOf(worst) : null;
                json["timeline"] = new JsonArray([.. memit.Timeline.Select(SampleOf)]);
                if (memit.Types is { } types)
                    json["types"] = TypesJson.Of(types);
                if (memit.Where is { } origins)
                    json["where"] = OriginsJson.Of(origins);
                break;
            case LineReport lines:
                json["functions"] = new JsonArray([.. lines.Functions.Select(FunctionOf)]);
                break;
        }

        json["failure"] = report.Failure;
        if (report.ExitCode is { } exitCode)
            json["exitCode"] = exitCode;
        if (report.Hint is not null)
            json["hint"] = report.Hint;
        json["notes"] = new JsonArray([.. report.Notes.Select(note => JsonValue.Create(note))]);
        json["printed"] = report.Printed;
        json["conditions"] = new JsonObject
        {
            ["runtime"] = report.Conditions.Runtime,
            ["optimization"] = report.Conditions.Optimization,
            ["gc"] = report.Conditions.Gc == GcFlavor.Server ? "server" : "workstation",
            ["workers"] = report.Conditions.Workers,
            ["peakKind"] = NameOf(report.Conditions.PeakKind),
        };
        if (report.Conditions.IsPeakSampled)
            json["conditions"]!["peakSampled"] = true;
        if (report.Conditions.IsUntriedSystem)
            json["conditions"]!["untried"] = true;
        return json;
    }

    /// <summary>A kind's name in JSON.</summary>
    internal static string NameOf(PeakKind kind) => kind switch
    {
        PeakKind.WorkingSet => "workingSet",
        PeakKind.Footprint => "footprint",
        _ => "resident",
    };

    private static string StateName(StateMode state) => state switch
    {
        StateMode.Replay => "replay",
        StateMode.InProcess => "in-process",
        StateMode.OwnStart => "own-start",
        _ => "snapshot",
    };

    private static JsonObject RunOf(Run run)
    {
        var json = FiguresOf(run);
        json["first"] = FiguresOf(run.First);
        if (run.Timeline.Count > 0)
            json["timeline"] = new JsonArray([.. run.Timeline.Select(SampleOf)]);
        return json;
    }

    private static JsonObject FiguresOf(Figures figures) => new()
    {
        ["allocated"] = figures.Allocated,
        ["peak"] = figures.Peak,
        ["increment"] = figures.Increment,
        ["retained"] = figures.Retained,
        ["gcs"] = new JsonArray([.. figures.Collections.Select(count => JsonValue.Create(count))]),
        ["elapsed"] = figures.Elapsed.TotalSeconds,
    };

    private static JsonObject SampleOf(MemorySample sample)
    {
        var json = new JsonObject { ["elapsed"] = sample.Elapsed.TotalSeconds, ["resident"] = sample.Resident };
        if (sample.Collections.Count > 0)
            json["gcs"] = new JsonArray([.. sample.Collections.Select(count => JsonValue.Create(count))]);
        return json;
    }

    private static JsonObject FunctionOf(FunctionLines function) => new()
    {
        ["name"] = function.Name,
        ["source"] = function.Source,
        ["origin"] = function.Origin switch
        {
            SourceOrigin.Symbols => "symbols",
            SourceOrigin.Decompiled => "decompiled",
            _ => "notebook",
        },
        ["lines"] = new JsonArray([.. function.Lines.Select(LineOf)]),
        ["total"] = new JsonObject
        {
            ["allocated"] = function.Total.Allocated,
            ["increment"] = function.Total.Increment,
            ["activations"] = function.Total.Activations,
            ["allocatedElsewhere"] = function.Total.AllocatedElsewhere,
        },
    };

    private static JsonObject LineOf(LineFigures line) => new()
    {
        ["line"] = line.Line,
        ["content"] = line.Content,
        ["memory"] = line.Memory,
        ["increment"] = line.Increment,
        ["allocated"] = line.Allocated,
        ["occurrences"] = line.Occurrences,
        ["retained"] = line.Retained,
    };
}
