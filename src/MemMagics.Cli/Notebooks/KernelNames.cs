using System.Text.Json.Nodes;

namespace MemMagics.Cli.Notebooks;

/// <summary>Reads the <c>kernelInfo</c> objects that polyglot notebooks keep in their metadata.</summary>
internal static class KernelNames
{
    /// <summary>Names and aliases of all kernels that the object declares.</summary>
    public static IEnumerable<string> All(JsonNode? kernelInfo)
    {
        if ((kernelInfo as JsonObject)?["items"] is not JsonArray items)
            yield break;

        foreach (var item in items.OfType<JsonObject>())
        {
            if (Text(item["name"]) is { } name)
                yield return name;
            foreach (var alias in (item["aliases"] as JsonArray ?? []).Select(alias => Text(alias)).OfType<string>())
                yield return alias;
        }
    }

    /// <summary>The string at a path of property names; <see langword="null"/> when there is none, whatever else stands there.</summary>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
