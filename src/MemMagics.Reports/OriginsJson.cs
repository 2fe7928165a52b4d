using System.Text.Json.Nodes;

namespace MemMagics.Reports;

/// <summary>Where objects come from, as JSON: all types, all lines, the tree as the report has it.</summary>
internal static class OriginsJson
{
    public static JsonObject Of(AllocationOrigins origins) => new()
    {
        ["mode"] = origins.Mode == OriginMode.Exact ? "exact" : "sampled",
        ["objects"] = origins.Objects,
        ["bytes"] = origins.Bytes,
        ["missing"] = origins.Missing,
        ["alive"] = origins.Alive,
        ["recordedObjects"] = origins.RecordedObjects,
        ["types"] = Of(origins.Types),
        ["lines"] = new JsonArray([.. origins.Lines.Select(LineOf)]),
        ["tree"] = FrameOf(origins.Tree),
    };

    private static JsonArray Of(IReadOnlyList<OriginType> types) => new([.. types.Select(type => new JsonObject
    {
        ["type"] = type.Type,
        ["objects"] = type.Objects,
        ["bytes"] = type.Bytes,
        ["alive"] = type.Alive,
        ["error"] = type.Error,
    })]);

    private static JsonObject LineOf(OriginLine line) => new()
    {
        ["source"] = line.Source,
        ["line"] = line.Line,
        ["content"] = line.Content,
        ["function"] = line.Function,
        ["kind"] = NameOf(line.Kind),
        ["types"] = new JsonArray([.. line.Types.Select(type => JsonValue.Create(type.Type))]),
        ["objects"] = line.Objects,
        ["bytes"] = line.Bytes,
        ["alive"] = line.Alive,
        ["error"] = line.Error,
    };

    private static JsonObject FrameOf(OriginFrame frame) => new()
    {
        ["frame"] = frame.Frame,
        ["kind"] = NameOf(frame.Kind),
        ["source"] = frame.Source,
        ["line"] = frame.Line,
        ["objects"] = frame.Objects,
        ["bytes"] = frame.Bytes,
        ["alive"] = frame.Alive,
        ["types"] = Of(frame.Types),
        ["children"] = new JsonArray([.. frame.Children.Select(FrameOf)]),
    };

    private static string NameOf(CodeKind kind) => kind switch
    {
        CodeKind.Notebook => "notebook",
        CodeKind.Library => "library",
        _ => "framework",
    };
}
