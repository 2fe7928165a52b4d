namespace MemMagics.Reports;

/// <summary>Chooses what of a call tree is drawn: the largest boxes, so that the picture says the most in the room that it has.</summary>
internal static class IcicleLayout
{
    private const int MaximumBoxes = 160;
    private const int MaximumDepth = 30;

    // Of a picture a thousand points wide.
    private const double SmallestShare = 0.002;

    /// <summary>The root's box, with those below it.</summary>
    public static IcicleBox Of(OriginFrame tree)
    {
        var root = IcicleBox.Of(null, tree);
        var smallest = Math.Max(1, root.Figures.Bytes * SmallestShare);
        var rest = new Dictionary<IcicleBox, List<IcicleBox>>();

        // The largest box that is not drawn yet, again and again; what comes earlier in the tree first where two are equal.
        var open = new PriorityQueue<(IcicleBox Box, IcicleBox? Caller, int Depth), (long, int)>();
        var order = 0;
        Offer(root, null, 1);
        for (var drawn = 0; open.TryDequeue(out var next, out _);)
        {
            var (box, caller, depth) = next;
            if (caller is not null && (drawn == MaximumBoxes || depth > MaximumDepth || box.Figures.Bytes < smallest))
            {
                if (!rest.TryGetValue(caller, out var left))
                    rest.Add(caller, left = []);
                left.Add(box);
                continue;
            }

            drawn++;
            caller?.Children.Add(box);
            foreach (var child in Below(box))
                Offer(child, box, depth + 1);
        }

        foreach (var (caller, left) in rest)
            caller.Children.Add(left is [var only] && !Below(only).Any() ? only : IcicleBox.Of(caller, left));
        return root;

        void Offer(IcicleBox box, IcicleBox? caller, int depth) => open.Enqueue((box, caller, depth), (-box.Figures.Bytes, order++));
    }

    private static IEnumerable<IcicleBox> Below(IcicleBox box) => box.Frame is not { } frame
        ? []
        : frame.Children.Where(child => child.TotalBytes > 0).Select(child => IcicleBox.Of(box, child))
            .Concat(frame.Types.Where(type => type.Bytes > 0).Select(type => IcicleBox.Of(box, type)));
}
