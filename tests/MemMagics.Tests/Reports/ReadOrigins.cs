using System.Text.Json.Nodes;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The origins of objects, read back from JSON: what a reader of it can know. Of a line's types it has the names; all its objects are counted as the first.</summary>
internal static class ReadOrigins
{
    public static AllocationOrigins From(JsonObject json)
    {
        var origins = new AllocationOrigins
        {
            Mode = (string)json["mode"]! == "exact" ? OriginMode.Exact : OriginMode.Sampled,
            RecordedObjects = (long?)json["recordedObjects"],
            Missing = (long)json["missing"]!,
            Types = Types(json["types"]!),
            Lines = [.. json["lines"]!.AsArray().Select(line => Line(line!))],
            Tree = Frame(json["tree"]!),
        };
        Assert.That((origins.Objects, origins.Bytes, origins.Alive), Is.EqualTo(((long)json["objects"]!, (long)json["bytes"]!, (long)json["alive"]!)));
        return origins;
    }

    private static OriginType[] Types(JsonNode types) => [.. types.AsArray().Select(type =>
        new OriginType((string)type!["type"]!, (long)type["objects"]!, (long)type["bytes"]!, (long)type["alive"]!) { Error = (long)type["error"]! })];

    private static OriginLine Line(JsonNode line) => new()
    {
        Source = (string?)line["source"],
        Line = (int?)line["line"],
        Content = (string)line["content"]!,
        Function = (string)line["function"]!,
        Kind = Kind(line),
        Types = [.. line["types"]!.AsArray().Select((type, index) => index > 0
            ? new OriginType((string)type!, 0, 0, 0)
            : new OriginType((string)type!, (long)line["objects"]!, (long)line["bytes"]!, (long)line["alive"]!))],
        Error = (long)line["error"]!,
    };

    private static OriginFrame Frame(JsonNode frame)
    {
        var read = new OriginFrame
        {
            Frame = (string)frame["frame"]!,
            Kind = Kind(frame),
            Source = (string?)frame["source"],
            Line = (int?)frame["line"],
            Types = Types(frame["types"]!),
            Children = [.. frame["children"]!.AsArray().Select(child => Frame(child!))],
        };
        Assert.That((read.Objects, read.Bytes, read.Alive), Is.EqualTo(((long)frame["objects"]!, (long)frame["bytes"]!, (long)frame["alive"]!)));
        return read;
    }

    private static CodeKind Kind(JsonNode node) => Enum.Parse<CodeKind>((string)node["kind"]!, ignoreCase: true);
}
