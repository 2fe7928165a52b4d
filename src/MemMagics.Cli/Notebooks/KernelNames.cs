using System.Text.Json.Nodes;
using MemMagics.Hosting.Json;

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
            if (JsonText.At(item["name"]) is { } name)
                yield return name;
            foreach (var alias in (item["aliases"] as JsonArray ?? []).Select(alias => JsonText.At(alias)).OfType<string>())
                yield return alias;
        }
    }
}
