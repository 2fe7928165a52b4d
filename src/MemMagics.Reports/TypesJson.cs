using System.Text.Json.Nodes;

namespace MemMagics.Reports;

/// <summary>What stays alive by type, as JSON: all types.</summary>
internal static class TypesJson
{
    public static JsonArray Of(IReadOnlyList<TypeUse> types) =>
        new([.. types.Select(use => new JsonObject { ["type"] = use.Name, ["objects"] = use.Objects, ["bytes"] = use.Bytes })]);
}
