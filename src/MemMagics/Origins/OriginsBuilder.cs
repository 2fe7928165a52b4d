using System.Runtime.InteropServices;
using MemMagics.Origins.Code;
using MemMagics.Origins.Frames;
using MemMagics.Origins.Recording;
using MemMagics.Reports;

namespace MemMagics.Origins;

/// <summary>Makes the report's origins of what was recorded.</summary>
/// <param name="frames">Places in code as the user knows them.</param>
/// <param name="places">The functions at an address, those that are inlined included, the outermost first; empty for an address without code.</param>
internal sealed class OriginsBuilder(CodeFrames frames, Func<ulong, IReadOnlyList<CodePlace>> places)
{
    /// <summary>Stands for a frame below which a path begins.</summary>
    private const int Start = -1;

    private const string Outside = "outside your code";

    /// <summary>Makes the origins: by type, by line and by path, each of the same objects.</summary>
    /// <param name="calls">The call paths.</param>
    /// <param name="sites">The objects that were allocated on them.</param>
    /// <param name="missing">Bytes that were allocated, but not recorded.</param>
    /// <param name="recorded">How many objects were recorded before sampling began; <see langword="null"/> when all were.</param>
    public AllocationOrigins Build(CallTree calls, IReadOnlyCollection<RecordedSite> sites, long missing, long? recorded = null)
    {
        var (tree, folded) = Fold(calls);
        var types = new TypeTotals();
        var byNode = new TypeTotals?[tree.Count];
        var byLine = new Dictionary<CodeLine, LineTotals>();
        foreach (var site in sites)
        {
            var node = folded[site.Node];
            types.Add(site);
            (byNode[node] ??= new TypeTotals()).Add(site);
            var charged = tree.Charged(node);
            LineOf(byLine, charged).Add(charged?.Function ?? Outside, site);
        }

        return new AllocationOrigins
        {
            Mode = recorded is null ? OriginMode.Exact : OriginMode.Sampled,
            RecordedObjects = recorded,
            Missing = missing,
            Types = types.Sorted(),
            Lines =
            [
                .. byLine.Select(static line => line.Value.Of(line.Key))
                    .OrderByDescending(static line => line.Bytes).ThenBy(static line => line.Source, StringComparer.Ordinal).ThenBy(static line => line.Line),
            ],
            Tree = OriginFrames.Of(tree, byNode),
        };
    }

    /// <summary>The tree as the report shows it, and where in it each of the recorded calls is.</summary>
    private (FoldedTree Tree, int[] Nodes) Fold(CallTree calls)
    {
        var tree = new FoldedTree(frames.Measured);
        var nodes = new int[calls.Count];
        var known = new Dictionary<ulong, int[]>();
        for (var call = 1; call < nodes.Length; call++)
        {
            ref var entered = ref CollectionsMarshal.GetValueRefOrAddDefault(known, calls.Address(call), out _);
            entered ??= FramesAt(calls.Address(call), tree);

            var node = nodes[calls.Parent(call)];
            foreach (var frame in entered)
                node = frame == Start ? 0 : tree.Enter(node, frame);
            nodes[call] = node;
        }

        return (tree, nodes);
    }

    private int[] FramesAt(ulong address, FoldedTree tree)
    {
        var numbers = new List<int>();
        foreach (var place in places(address))
        {
            if (Plumbing.IsStart(place.Method))
                numbers.Add(Start);
            else if (frames.Of(place) is { } frame)
                numbers.Add(tree.Number(frame));
        }

        return [.. numbers];
    }

    private static LineTotals LineOf(Dictionary<CodeLine, LineTotals> lines, CodeFrame? frame)
    {
        var line = frame is null
            ? new CodeLine(null, null, "", CodeKind.Framework)
            : new CodeLine(frame.Source, frame.Line, frame.Content, frame.Kind);
        ref var totals = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, line, out _);
        return totals ??= new LineTotals();
    }

    /// <summary>A line, whatever functions are on it: it is called after the one that allocated most. The text tells two cells of one name apart.</summary>
    private readonly record struct CodeLine(string? Source, int? Line, string Content, CodeKind Kind);

    private sealed class LineTotals
    {
        private readonly TypeTotals _types = new();
        private readonly Dictionary<string, long> _functions = new(StringComparer.Ordinal);

        public void Add(string function, RecordedSite site)
        {
            _functions[function] = _functions.GetValueOrDefault(function) + site.Bytes;
            _types.Add(site);
        }

        public OriginLine Of(CodeLine line) => new()
        {
            Source = line.Source,
            Line = line.Line,
            Content = line.Content,
            Kind = line.Kind,
            Function = _functions.OrderByDescending(static each => each.Value).ThenBy(static each => each.Key, StringComparer.Ordinal).First().Key,
            Types = _types.Sorted(),
            Error = _types.Error,
        };
    }
}
