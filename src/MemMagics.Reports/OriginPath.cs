namespace MemMagics.Reports;

/// <summary>A function of the call tree with the way to it.</summary>
/// <param name="Caller">The way to its caller; <see langword="null"/> for the tree's root.</param>
/// <param name="Frame">The function.</param>
internal sealed record OriginPath(OriginPath? Caller, OriginFrame Frame)
{
    private const string Calls = " › ";
    private const string Gap = "   ";
    private const string Left = "…";
    private const int TypesNamed = 2;
    private const int LongestType = 60;
    private const int LongestFittedType = 24;
    private const int ShortestPath = 24;

    // A path has up to a hundred functions; more than this of it nobody reads in a table.
    private const int LongestPath = 400;

    /// <summary>The functions that allocated, each with the way to it, the one that allocated most first.</summary>
    public static IReadOnlyList<OriginPath> AllOf(OriginFrame root)
    {
        var found = new List<OriginPath>();
        var open = new Stack<OriginPath>([new OriginPath(null, root)]);
        while (open.TryPop(out var path))
        {
            if (path.Frame.Types.Count > 0)
                found.Add(path);
            for (var index = path.Frame.Children.Count - 1; index >= 0; index--)
                open.Push(new OriginPath(path, path.Frame.Children[index]));
        }

        return [.. found.OrderByDescending(path => path.Frame.Bytes)];
    }

    /// <summary>A function with the line that calls or allocates: <c>Small3:14</c>. A lambda is named after its line already.</summary>
    public static string Name(OriginFrame frame) =>
        frame.Line is { } line && !frame.Frame.EndsWith($", line {FigureText.LineNumber(line)}", StringComparison.Ordinal) ? $"{frame.Frame}:{FigureText.LineNumber(line)}" : frame.Frame;

    /// <summary>The way from the root on, and what the function allocated: <c>Foo:3 › Small1:12 › Small3:14   100,000 × byte[]</c>.</summary>
    /// <param name="width">How many characters there is room for; the types take as many as they need.</param>
    public string Describe(int width)
    {
        var types = Types(width > LongestPath ? LongestType : LongestFittedType);
        return Text(Math.Clamp(width - Gap.Length - types.Length, ShortestPath, LongestPath)) + Gap + types;
    }

    /// <summary>A cell of one line says nothing: each path begins with it.</summary>
    private bool IsCell => Frame.Frame == Frame.Source && (Caller is null || (Caller is { Caller: null, IsCell: true } && Caller.Frame.Children.Count(child => child.Frame == Frame.Frame) == 1));

    /// <summary>The functions, those in the middle left out where there is no room for them.</summary>
    private string Text(int width)
    {
        var names = new List<string> { Name(Frame) };
        for (var path = Caller; path is { IsCell: false }; path = path.Caller)
            names.Add(Name(path.Frame));
        names.Reverse();
        return Join(names, width);
    }

    /// <summary>Names with arrows between them, those in the middle left out where there is no room for them.</summary>
    public static string Join(IReadOnlyList<string> names, int width)
    {
        var whole = string.Join(Calls, names);
        if (whole.Length <= width || names.Count == 1)
            return ShortText.Middle(whole, width);

        // What allocated is at the end: of the names that fit beside the first and the last, the last ones are taken first.
        var (head, tail) = (1, 1);
        var length = names[0].Length + Calls.Length + Left.Length + Calls.Length + names[^1].Length;
        if (length > width)
            return Left + Calls + ShortText.Middle(names[^1], width - Left.Length - Calls.Length);
        while (true)
        {
            var takesTail = tail <= head;
            var next = (takesTail ? names[^(tail + 1)] : names[head]).Length + Calls.Length;
            if (length + next > width)
                break;
            length += next;
            (head, tail) = takesTail ? (head, tail + 1) : (head + 1, tail);
        }

        return string.Join(Calls, [.. names.Take(head), Left, .. names.TakeLast(tail)]);
    }

    private string Types(int longest)
    {
        var named = Frame.Types.Take(TypesNamed).Select(type => $"{FigureText.Count(type.Objects)} × {ShortText.Middle(type.Type, longest)}").ToList();
        if (Frame.Types.Count > TypesNamed)
            named.Add($"{FigureText.Count(Frame.Types.Count - TypesNamed)} more types");
        if (Frame.Alive > 0)
            named.Add($"{ByteSize.Exact(Frame.Alive)} alive");
        return string.Join(", ", named);
    }
}
