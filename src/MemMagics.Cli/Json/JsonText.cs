using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Cli.Json;

/// <summary>Text in JSON that others wrote: what should be a string may be anything.</summary>
internal static class JsonText
{
    /// <summary>The string at a path of property names; <see langword="null"/> when there is none, whatever else is there.</summary>
    public static string? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Displayed content of JSON types, which notebooks and their protocol hold as JSON; <see langword="null"/> for all other types, and for what is no JSON after all.</summary>
    public static JsonNode? OfMimeType(string mimeType, string text)
    {
        if (mimeType != "application/json" && !mimeType.EndsWith("+json", StringComparison.Ordinal))
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
