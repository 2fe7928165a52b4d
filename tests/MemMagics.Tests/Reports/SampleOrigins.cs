using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>Origins of objects for the renderers' tests: a call tree, and what adds up from it by type and by line.</summary>
internal static class SampleOrigins
{
    public static AllocationOrigins Exact { get; } = Of(384, Own("cell 5", "cell 5", 1, [], [
        Own("Foo", "cell 3", 3, [], [Own("Small1", "cell 3", 12, [], [Own("Small2", "cell 3", 13, [], [Own("Small3", "cell 3", 14, [new("byte[]", 100_000, 102_400_000, 0)])])])]),
        Own("Foo", "cell 3", 4, [], [Own("Growth", "cell 3", 20, [new("List<int>", 100, 3_200, 0)], [Net("List<int>.AddWithResize", [], [Net("List<int>.Grow", [new("int[]", 1_300, 13_136_800, 0)])])])]),
        Own("Foo", "cell 3", 5, [], [Own("Report", "cell 3", 31,
            [new("string[]", 1, 800_024, 0)],
            [
                Net("string.Join", [new("string", 1, 2_488_912, 0)], [Net("ValueStringBuilder.Grow", [new("char[]", 12, 4_194_432, 0)])]),
                Library("DenseMatrix.ToString", "/_/src/Numerics/LinearAlgebra/DenseMatrix.cs", 120, [new("StringBuilder", 2_000, 96_000, 0)], [Net("StringBuilder.ExpandByABlock", [new("char[]", 2_000, 64_048_000, 0)])]),
            ])]),
        Own("Foo", "cell 3", 6, [], [Own("Cache.Add", "cell 2", 9,
            [new("Cache.Entry", 10_000, 320_000, 320_000), new("object", 1, 24, 24)],
            [Net("Dictionary<string, (int, List<byte[]>)>.Resize", [new("Dictionary<string, (int, List<byte[]>)>.Entry[]", 12, 6_040_488, 360)])])]),
        Net("ThreadPoolWorkQueue.Dispatch", [new("QueueUserWorkItemCallback", 8, 512, 0)], [Own("Foo.Later", "cell 3", 40, [new("Task<int>", 4, 288, 0)])]),
    ]));

    public static AllocationOrigins Sampled { get; } = WithErrors(Exact, recorded: 5_000_000);

    public static AllocationOrigins Nothing { get; } = Of(0, Own("cell 5", "cell 5", 1, []));

    public static AllocationOrigins Hostile { get; } = Of(0, Own("cell \"1\" <img src=x onerror=alert(1)>", "cell \"1\" <img src=x onerror=alert(1)>", 1, [], [
        Own("Show<script>alert('name')</script>", "cell 2", 2, [new("</summary><script>alert(2)</script>", 3, 900, 24)], [Net("a|b `c` *d* _e_ [x](y)", [new("Pair<\"q\", '&amp;'>", 1, 24, 24)])]),
        Library("λ日本語👩‍👩‍👧‍👦.Grüße", "C:\\lib\\<b>.cs", 7, [new(new string('x', 300), 1, 100, 0)]),
    ]));

    /// <summary>A path of so many functions, which all but the last call one another and allocate one object.</summary>
    public static AllocationOrigins OfDepth(int depth)
    {
        var frame = Own("F0", "cell 1", 1, [new("byte[]", 1, 1_024, 0)]);
        for (var level = 1; level < depth; level++)
            frame = Own($"F{level}", "cell 1", level, [new("object", 1, 24, 0)], [frame]);
        return Of(0, frame);
    }

    /// <summary>A tree of so many functions below the root: a thousand each of which calls a part of the others.</summary>
    public static AllocationOrigins OfFunctions(int count) => Of(0, Own("cell 1", "cell 1", 1, [], [.. Enumerable.Range(0, 1_000).Select(outer =>
        Own($"Outer{outer}", "cell 1", outer + 1, [], [.. Enumerable.Range(0, (count / 1_000) - 1).Select(inner =>
            Net($"Inner{inner}", [new($"Kind{inner % 50}", 1 + (inner % 3), 24 * (1 + (outer % 7)), 0)]))]))]));

    /// <summary>Origins whose types and lines are those of the tree.</summary>
    public static AllocationOrigins Of(long missing, OriginFrame tree)
    {
        var allocated = Under(tree, null).ToArray();
        return new AllocationOrigins
        {
            Mode = OriginMode.Exact,
            Missing = missing,
            Types = Merged(allocated.Select(one => one.Type)),
            Lines = [.. allocated
                .GroupBy(one => (one.Nearest?.Source, one.Nearest?.Line, Function: one.Nearest?.Frame ?? "outside your code", Kind: one.Nearest?.Kind ?? CodeKind.Framework))
                .Select(line => new OriginLine
                {
                    Source = line.Key.Source,
                    Line = line.Key.Line,
                    Content = line.Key.Source is null ? "" : $"    var made = {line.Key.Function}Of(\"{line.Key.Line}\"); // made here",
                    Function = line.Key.Function,
                    Kind = line.Key.Kind,
                    Types = Merged(line.Select(one => one.Type)),
                    Error = 0,
                })
                .OrderByDescending(line => line.Bytes)],
            Tree = tree,
        };
    }

    private static AllocationOrigins WithErrors(AllocationOrigins origins, long recorded) => origins with
    {
        Mode = OriginMode.Sampled,
        RecordedObjects = recorded,
        Types = [.. origins.Types.Select(WithError)],
        Lines = [.. origins.Lines.Select(line => line with { Error = Error(line.Bytes) })],
        Tree = WithErrors(origins.Tree),
    };

    private static OriginFrame WithErrors(OriginFrame frame) => frame with { Types = [.. frame.Types.Select(WithError)], Children = [.. frame.Children.Select(WithErrors)] };

    private static OriginType WithError(OriginType type) => type with { Error = Error(type.Bytes) };

    private static long Error(long bytes) => (long)Math.Sqrt(bytes * 102_400.0);

    private static IEnumerable<(OriginFrame? Nearest, OriginType Type)> Under(OriginFrame frame, OriginFrame? nearest)
    {
        nearest = frame.Kind == CodeKind.Framework ? nearest : frame;
        return frame.Types.Select(type => (nearest, type)).Concat(frame.Children.SelectMany(child => Under(child, nearest)));
    }

    private static OriginType[] Merged(IEnumerable<OriginType> types) =>
        [.. types.GroupBy(type => type.Type).Select(same => new OriginType(same.Key, same.Sum(one => one.Objects), same.Sum(one => one.Bytes), same.Sum(one => one.Alive))).OrderByDescending(type => type.Bytes)];

    private static OriginFrame Own(string name, string source, int line, IReadOnlyList<OriginType> types, IReadOnlyList<OriginFrame>? children = null) => Frame(name, CodeKind.Notebook, source, line, types, children);

    private static OriginFrame Library(string name, string source, int line, IReadOnlyList<OriginType> types, IReadOnlyList<OriginFrame>? children = null) => Frame(name, CodeKind.Library, source, line, types, children);

    private static OriginFrame Net(string name, IReadOnlyList<OriginType> types, IReadOnlyList<OriginFrame>? children = null) => Frame(name, CodeKind.Framework, null, null, types, children);

    private static OriginFrame Frame(string name, CodeKind kind, string? source, int? line, IReadOnlyList<OriginType> types, IReadOnlyList<OriginFrame>? children) => new()
    {
        Frame = name,
        Kind = kind,
        Source = source,
        Line = line,
        Types = types,
        Children = children ?? [],
    };
}
