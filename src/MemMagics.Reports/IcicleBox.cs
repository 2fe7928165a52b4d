namespace MemMagics.Reports;

/// <summary>A box of the picture of the call tree: functions that call only one another, a type that was allocated, or what is too small to be drawn.</summary>
internal sealed class IcicleBox
{
    private const int LongestPath = 200;

    private readonly IcicleBox? _caller;

    private IcicleBox(IcicleBox? caller, BoxKind kind, IReadOnlyList<string> names, OriginFigures figures)
    {
        (_caller, Kind, Names, Figures) = (caller, kind, names, figures);
    }

    /// <summary>What it is.</summary>
    public BoxKind Kind { get; }

    /// <summary>What is written in it, a name for each function.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was allocated in it and in all that is below it.</summary>
    public OriginFigures Figures { get; }

    /// <summary>The boxes below it, the largest first, what is too small last. Together they are as large as it is; there are none below a box that is itself too small.</summary>
    public List<IcicleBox> Children { get; } = [];

    /// <summary>The last of its functions; <see langword="null"/> for a type and for what is too small.</summary>
    public OriginFrame? Frame { get; private init; }

    /// <summary>The names from the root's to its own.</summary>
    public string Path
    {
        get
        {
            var names = new List<string>();
            for (var box = this; box is not null; box = box._caller)
                names.InsertRange(0, box.Names);
            return OriginPath.Join(names, LongestPath);
        }
    }

    /// <summary>The box of a function, and of those that it calls as long as each is all there is to its caller and of the same kind.</summary>
    public static IcicleBox Of(IcicleBox? caller, OriginFrame frame)
    {
        var names = new List<string> { OriginPath.Name(frame) };
        var last = frame;
        while (last is { Types.Count: 0, Children: [var only] } && only.Kind == frame.Kind)
        {
            last = only;
            names.Add(OriginPath.Name(only));
        }

        return new IcicleBox(caller, KindOf(frame.Kind), names, new OriginFigures(frame.TotalObjects, frame.TotalBytes, frame.TotalAlive, 0)) { Frame = last };
    }

    /// <summary>The box of a type.</summary>
    public static IcicleBox Of(IcicleBox caller, OriginType type) =>
        new(caller, BoxKind.Type, [$"{FigureText.Count(type.Objects)} × {type.Type}"], OriginFigures.Of(type));

    /// <summary>One box for several that are not drawn.</summary>
    public static IcicleBox Of(IcicleBox caller, IReadOnlyList<IcicleBox> rest) =>
        new(caller, BoxKind.Rest, [$"… {FigureText.Count(rest.Count)} more"], OriginFigures.Sum(rest.Select(box => box.Figures)));

    private static BoxKind KindOf(CodeKind kind) => kind switch
    {
        CodeKind.Notebook => BoxKind.Notebook,
        CodeKind.Library => BoxKind.Library,
        _ => BoxKind.Framework,
    };
}
