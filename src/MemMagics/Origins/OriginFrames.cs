using MemMagics.Origins.Frames;
using MemMagics.Reports;

namespace MemMagics.Origins;

/// <summary>Makes the report's tree.</summary>
internal static class OriginFrames
{
    /// <summary>More than anybody reads, and not more than a report can hold. The largest are kept.</summary>
    public const int Most = 20_000;

    private const string Other = "other calls";

    /// <summary>The tree of frames, without those on whose paths nothing was allocated.</summary>
    /// <param name="tree">The paths.</param>
    /// <param name="allocated">What each function allocated itself; <see langword="null"/> for nothing.</param>
    public static OriginFrame Of(FoldedTree tree, IReadOnlyList<TypeTotals?> allocated)
    {
        var isKept = Largest(tree, allocated);
        var children = new List<OriginFrame>?[tree.Count];
        var others = new TypeTotals?[tree.Count];

        // Children come before their parents, so that no depth is too great.
        for (var node = tree.Count - 1; node > 0; node--)
        {
            var parent = tree.Parent(node);
            if (isKept[node])
                (children[parent] ??= []).Add(Frame(tree.Frame(node), allocated[node], children[node], others[node]));
            else
                AddTo(ref others[parent], allocated[node], others[node]);
            children[node] = null;
        }

        // A cell of one line is one frame.
        var measured = tree.Frame(0);
        var isLine = allocated[0] is null && others[0] is null && children[0] is [{ Kind: CodeKind.Notebook } only] && only.Frame == measured.Name && only.Source == measured.Source;
        return isLine ? children[0]![0] : Frame(measured, allocated[0], children[0], others[0]);
    }

    /// <summary>Which frames are kept: those with the most bytes, their own and those of what they call. So a frame is kept before what it calls.</summary>
    private static bool[] Largest(FoldedTree tree, IReadOnlyList<TypeTotals?> allocated)
    {
        var bytes = new long[tree.Count];
        var isUsed = new bool[tree.Count];
        for (var node = tree.Count - 1; node > 0; node--)
        {
            bytes[node] += allocated[node]?.Bytes ?? 0;
            isUsed[node] |= allocated[node] is not null;
            bytes[tree.Parent(node)] += bytes[node];
            isUsed[tree.Parent(node)] |= isUsed[node];
        }

        if (isUsed.Count(static used => used) <= Most)
            return isUsed;

        var isKept = new bool[tree.Count];
        foreach (var node in Enumerable.Range(0, tree.Count).Where(node => isUsed[node]).OrderByDescending(node => bytes[node]).Take(Most))
            isKept[node] = true;

        return isKept;
    }

    private static void AddTo(ref TypeTotals? totals, params ReadOnlySpan<TypeTotals?> added)
    {
        foreach (var each in added)
        {
            if (each is not null)
                (totals ??= new TypeTotals()).Add(each);
        }
    }

    private static OriginFrame Frame(CodeFrame frame, TypeTotals? allocated, List<OriginFrame>? children, TypeTotals? others) => new()
    {
        Frame = frame.Name,
        Kind = frame.Kind,
        Source = frame.Source,
        Line = frame.Line,
        Types = allocated?.Sorted() ?? [],
        Children = Sorted(others is null ? children : [.. children ?? [], OthersOf(others, frame.Kind)]),
    };

    private static OriginFrame OthersOf(TypeTotals others, CodeKind caller) => new() { Frame = Other, Kind = caller, Source = null, Line = null, Types = others.Sorted() };

    private static IReadOnlyList<OriginFrame> Sorted(List<OriginFrame>? children) =>
    [
        .. (children ?? []).OrderByDescending(static child => child.TotalBytes)
            .ThenBy(static child => child.Frame, StringComparer.Ordinal).ThenBy(static child => child.Line),
    ];
}
