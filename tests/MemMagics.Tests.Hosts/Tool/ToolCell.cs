using System.Text.Json.Nodes;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>What the tool answered to a command, event by event.</summary>
internal sealed class ToolCell(IReadOnlyList<JsonObject> events)
{
    /// <summary>The events with their types, of the one that is asked for.</summary>
    public IEnumerable<JsonObject> Of(string eventType) => events.Where(heard => (string?)heard["eventType"] == eventType).Select(heard => heard["event"]!.AsObject());

    public bool Succeeded => Of("CommandSucceeded").Any();

    /// <summary>Why the cell failed.</summary>
    public string Failure => (string)Of("CommandFailed").Last()["message"]!;

    /// <summary>The displays and results as text, each as it was at the end.</summary>
    public IReadOnlyList<string> Outputs(string mimeType = "text/plain")
    {
        var shown = new Dictionary<string, string?>();
        foreach (var heard in events.Where(heard => (string?)heard["eventType"] is "DisplayedValueProduced" or "DisplayedValueUpdated" or "ReturnValueProduced"))
        {
            var display = heard["event"]!;
            var form = display["formattedValues"]!.AsArray().FirstOrDefault(form => (string?)form!["mimeType"] == mimeType);
            shown[(string?)display["valueId"] ?? $"{shown.Count}"] = (string?)form?["value"];
        }

        return [.. shown.Values.OfType<string>()];
    }

    /// <summary>What the cell wrote to its standard output.</summary>
    public string Printed => string.Concat(Of("StandardOutputValueProduced").SelectMany(printed => printed["formattedValues"]!.AsArray()).Select(form => (string)form!["value"]!));

    public string Text => string.Join('\n', Outputs());
}
