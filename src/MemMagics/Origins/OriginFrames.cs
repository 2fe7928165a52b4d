using MemMagics.Reports;

namespace MemMagics.Origins;

/// <summary>Makes the report's tree.</summary>
internal static class OriginFrames
{
    /// <summary>The tree of frames, without those on whose paths nothing was allocated.</summary>
    /// <param name="tree">The paths.</param>
    /// <param name="allocated">What each function allocated itself; <see langword="null"/> for nothing.</param>
    public static OriginFrame Of(FoldedTree tree, IReadOnlyList<TypeTotals?> allocated)
    {
        // Children come before their parents, so that no depth is too great.
        var children = new List<OriginFrame>?[tree.Count];
        for (var node = tree.Count - 1; node > 0; node--)
        {
            if (children[node] is null && allocated[node] is null)
                continue;

            (children[tree.Parent(node)] ??= []).Add(Frame(tree.Frame(node), allocated[node], children[node]));
            children[node] = null;
        }

        // A cell of one line is one frame.
        var isLine = allocated[0] is null && children[0] is [{ Kind: CodeKind.Notebook } only] && only.Frame == tree.Frame(0).Name && only.Source == tree.Frame(0).Source;
        return isLine ? children[0]![0] : Frame(tree.Frame(0), allocated[0], children[0]);
    }

    private static OriginFrame Frame(CodeFrame frame, TypeTotals? allocated, List<OriginFrame>? children) => new()
    {
        Frame = frame.Name,
        Kind = frame.Kind,
        Source = frame.Source,
        Line = frame.Line,
        Types = allocated?.Sorted() ?? [],
        Children =
        [
            .. (children ?? []).OrderByDescending(static child => child.TotalBytes)
                .ThenBy(static child => child.Frame, StringComparer.Ordinal).ThenBy(static child => child.Line),
        ],
    };
}
