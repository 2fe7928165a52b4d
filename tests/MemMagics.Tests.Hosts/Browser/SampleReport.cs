using MemMagics.Reports;

namespace MemMagics.Tests.Browser;

/// <summary>A report with a call tree of all kinds of code.</summary>
internal static class SampleReport
{
    public static MemitReport Where { get; } = Of(Frame("cell 5", CodeKind.Notebook, "cell 5", 1, [],
        Frame("Foo", CodeKind.Notebook, "cell 3", 3, [], Frame("Small", CodeKind.Notebook, "cell 3", 14, [new("byte[]", 100_000, 102_400_000, 0)])),
        Frame("Foo", CodeKind.Notebook, "cell 3", 4, [new("List<int>", 1, 32, 32)],
            Frame("List<int>.AddWithResize", CodeKind.Framework, null, null, [new("int[]", 1_300, 13_136_800, 4_120)]),
            Frame("DenseMatrix.\"<Größe>\"", CodeKind.Library, "/_/src/DenseMatrix.cs", 120, [new("double[]", 9, 9_007_199_254, 0), new("Dictionary<string, (int, List<byte[]>)>.Entry[]", 12, 6_040_488, 360)])),
        Frame("ThreadPoolWorkQueue.Dispatch", CodeKind.Framework, null, null, [new("object", 3, 72, 24)])));

    private static MemitReport Of(OriginFrame tree)
    {
        var run = new Run
        {
            Allocated = tree.TotalBytes,
            Peak = null,
            Increment = null,
            Collections = [0, 0, 0],
            Elapsed = TimeSpan.FromMilliseconds(4),
            First = new Figures { Allocated = tree.TotalBytes, Peak = null, Increment = null, Collections = [0, 0, 0], Elapsed = TimeSpan.FromMilliseconds(40) },
        };
        return new MemitReport
        {
            Code = "Foo()",
            Measured = MeasuredCall.Warm,
            Conditions = new RunConditions(".NET 10.0.12", "Release, fully optimised", GcFlavor.Workstation, StateMode.Snapshot, 3) { PeakKind = PeakKind.Resident },
            Runs = [run],
            Where = new AllocationOrigins
            {
                Mode = OriginMode.Exact,
                Missing = 0,
                Types = [.. All(tree).SelectMany(frame => frame.Types)],
                Lines = [.. All(tree).Where(frame => frame.Types.Count > 0).Select(frame => new OriginLine { Source = frame.Source, Line = frame.Line, Function = frame.Frame, Kind = frame.Kind, Content = "var made = new byte[1000];", Types = frame.Types, Error = 0 })],
                Tree = tree,
            },
        };
    }

    /// <summary>A function of the tree and all below it.</summary>
    public static IEnumerable<OriginFrame> All(OriginFrame frame) => frame.Children.SelectMany(All).Prepend(frame);

    private static OriginFrame Frame(string name, CodeKind kind, string? source, int? line, IReadOnlyList<OriginType> types, params IReadOnlyList<OriginFrame> children) =>
        new() { Frame = name, Kind = kind, Source = source, Line = line, Types = types, Children = children };
}
