using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>Finished reports for the renderers' tests.</summary>
internal static class SampleReports
{
    private static readonly RunConditions s_snapshot = new(".NET 10.0.12", "Release, fully optimised", GcFlavor.Workstation, StateMode.Snapshot, 3) { PeakKind = PeakKind.Resident, IsUntriedSystem = false };

    public static MemitReport Transpose { get; } = Memit("X.Transpose()", [TransposeRun(4), TransposeRun(5), TransposeRun(4)]);

    public static MemitReport RunsDiffer { get; } = Memit("Load()", [TransposeRun(4), TransposeRun(5, extra: 40_960), TransposeRun(4)]) with
    {
        Conditions = s_snapshot with { PeakKind = PeakKind.WorkingSet },
        Notes = ["5 runs were asked for, 3 were made: a run takes 12 seconds."],
        Printed = "loading…\nloaded 3 rows\n",
        Failure = "Run 4 of 5: the worker died: SIGSEGV (139).",
    };

    public static MemitReport FirstCallOnly { get; } = new()
    {
        Code = "await Download()",
        Measured = MeasuredCall.FirstCall,
        Conditions = s_snapshot with { State = StateMode.Replay, Workers = 1, Gc = GcFlavor.Server, IsPeakSampled = true },
        Runs = [new Run { Allocated = 0, Peak = null, Increment = -8_192, Retained = null, Collections = [3, 1, 0], Elapsed = TimeSpan.FromSeconds(2.5), First = Figures(0, null, -8_192, 2500) }],
        Notes = ["The earlier cells ran again: their side effects happened again."],
    };

    public static MemitReport ByType { get; } = Memit("cache.Fill()", [TransposeRun(4)]) with
    {
        Types =
        [
            new("double[]", 1, 8_000_024), new("Node", -1_000, -32_000), new("Dictionary<string, (int, List<byte[]>)>.Entry[]", 1, 4_096), new("a|b", 0, 1_024),
            .. Enumerable.Range(1, 16).Select(n => new TypeUse($"Kind{n}", 1, 24)),
        ],
    };

    public static MemitReport NoTypes { get; } = Memit("1 + 1", [TransposeRun(4)]) with { Types = [], Conditions = s_snapshot with { PeakKind = PeakKind.Footprint, IsUntriedSystem = true } };

    public static MemitReport Where { get; } = Located("Foo()", SampleOrigins.Exact) with { Hint = "#!mprun -f Small3 Foo()" };

    public static MemitReport WhereSampled { get; } = Located("Foo()\n    .Bar()", SampleOrigins.Sampled);

    public static MemitReport WhereNothing { get; } = Located("1 + 1", SampleOrigins.Nothing);

    public static MemitReport WhereHostile { get; } = Located("Show(\"<script>alert(1)</script>\")", SampleOrigins.Hostile);

    public static MemitReport NoRuns { get; } = Memit("Environment.FailFast(\"x\")", []) with { Failure = "Run 1 of 3: the worker died: SIGABRT (134)." };

    public static MemitReport Plotted { get; } = Transpose with
    {
        Runs = [.. Transpose.Runs.Index().Select(run => run.Item with { Timeline = TimelineOf(run.Index) })],
        Timeline = [.. Enumerable.Range(1, 40).Select(millisecond => new MemorySample(TimeSpan.FromMilliseconds(millisecond), 40_000_000 + (millisecond is > 10 and < 30 ? 8_003_584 : millisecond * 4_096)))],
        Failure = "Over budget: allocated 8,000,120 B in run 1 of 3, 7,000,120 B more than --max-allocated 1,000,000 B.",
    };

    public static MemitReport PlottedOnce { get; } = Memit("Fill()", [TransposeRun(4) with { Timeline = TimelineOf(1) }]);

    public static LineReport Ridge { get; } = Lines("RidgeRegression(X, y, 1.0)", RidgeFunction);

    public static LineReport Several { get; } = Lines("RidgeRegression(X, y, 1.0)", Noise, RidgeFunction, NeverRan, Decompiled) with
    {
        Notes = ["Woven, Solve allocated 64 B more than unwoven: inlining it saved an array."],
        Printed = "λ = 1\n",
    };

    public static LineReport Hostile { get; } = Lines("Show(\"<script>alert(1)</script>\")", new FunctionLines
    {
        Name = "Show<script>alert('name')</script>",
        Source = "cell \"1\" <img src=x onerror=alert(2)>",
        Origin = SourceOrigin.Notebook,
        Lines =
        [
            Line(1, "void Show(string s) // </pre></td><script>alert(3)</script>"),
            Line(2, "    => Log($\"<b>{s}</b> & `a|b` ``c`` \" + @\"</style><!-- \u202E reversed\");", 30_000_000, 0, 120, 1),
            Line(3, "\tvar aVeryLongLine = " + string.Concat(Enumerable.Repeat("\"<script>\" + ", 30)) + "\"end\";", 30_000_000, 4_096, 40, 2),
            Line(4, "    var unbroken = \"" + new string('x', 300) + "\";", 30_000_000, -4_096, 0, 2),
        ],
        Total = new FunctionTotal { Allocated = 160, Increment = 0, Activations = 1, AllocatedElsewhere = 24 },
    }) with
    {
        Printed = "<script>alert(4)</script>\u001b[31mred",
        Failure = "</p><script>alert(5)</script> *not bold* [x](y)",
        Notes = ["<script>alert(6)</script> | _x_"],
    };

    public static LineReport Thrown { get; } = Lines("Parse(\"x\")", new FunctionLines
    {
        Name = "Grüße",
        Source = "cell 4",
        Origin = SourceOrigin.Notebook,
        Lines =
        [
            Line(1, "int Grüße(string 名前) // 日本語のコメント"),
            Line(2, "{"),
            Line(3, "\tvar trimmed = 名前.Trim(); // 👩‍👩‍👧‍👦", 50_000_000, -65_536, 0, 1),
            Line(4, "    var number = int.Parse(trimmed);", 50_300_000, 300_000, 4_264, 1),
            Unreached(5, "    return number * 2;"),
            Line(6, "}"),
        ],
        Total = new FunctionTotal { Allocated = 4_264, Increment = 234_464, Activations = 1 },
    }) with
    {
        Failure = "FormatException: The input string 'x' was not in a correct format. (cell 4, line 4)",
    };

    /// <summary>All of them, by the name of their approved files.</summary>
    public static IReadOnlyList<(string Name, Report Report)> All { get; } =
    [
        ("memit", Transpose), ("memit-runs-differ", RunsDiffer), ("memit-first-call", FirstCallOnly), ("memit-types", ByType), ("memit-no-types", NoTypes), ("memit-no-runs", NoRuns),
        ("memit-where", Where), ("memit-where-sampled", WhereSampled), ("memit-where-nothing", WhereNothing), ("memit-where-hostile", WhereHostile),
        ("memit-plot", Plotted),
        ("mprun", Ridge), ("mprun-several", Several), ("mprun-hostile", Hostile), ("mprun-thrown", Thrown),
    ];

    private static FunctionLines RidgeFunction => new()
    {
        Name = "RidgeRegression",
        Source = "cell 5",
        Origin = SourceOrigin.Notebook,
        Lines =
        [
            Line(3, "static Vector<double> RidgeRegression(Matrix<double> X, Vector<double> y, double lambda)"),
            Line(4, "{"),
            Line(5, "    // (X'X + λI) w = X'y: n × n when there are more samples than features"),
            Line(6, "    if (X.RowCount >= X.ColumnCount)", 48_234_496, 0, 0, 1),
            Line(7, "    {", 48_234_496, 0, 0, 1),
            Line(8, "        var gram = X.TransposeThisAndMultiply(X);", 56_238_080, 8_003_584, 8_000_120, 1),
            Line(9, "        for (var i = 0; i < gram.RowCount; i++)", 56_238_080, 0, 0, 1001),
            Line(10, "            gram[i, i] += lambda;", 56_242_176, 4_096, 24, 1000),
            Line(11, "        return gram.Cholesky().Solve(X.TransposeThisAndMultiply(y)); /* SPD */", 64_245_760, 8_003_584, 8_024_312, 1),
            Line(12, "    }"),
            Line(13, ""),
            Unreached(14, "    var message = $\"{X.RowCount} samples\"; // not reached"),
            Unreached(15, "    throw new ArgumentException(message);"),
            Line(16, "}"),
        ],
        Total = new FunctionTotal { Allocated = 16_024_456, Increment = 16_011_264, Activations = 1 },
    };

    private static FunctionLines Noise => new()
    {
        Name = "Noise",
        Source = "cell 4",
        Origin = SourceOrigin.Notebook,
        Lines = [Line(1, "double Noise() => random.NextDouble();", 48_234_496, 0, 0, 1_000_000)],
        Total = new FunctionTotal { Allocated = 0, Increment = 0, Activations = 1_000_000 },
    };

    private static FunctionLines NeverRan => new()
    {
        Name = "Fallback",
        Source = "cell 4",
        Origin = SourceOrigin.Notebook,
        Lines = [Line(2, "int Fallback()"), Unreached(3, "    => 1;")],
        Total = new FunctionTotal { Allocated = 0, Increment = 0, Activations = 0 },
    };

    private static FunctionLines Decompiled => new()
    {
        Name = "DenseMatrix.DoTranspose",
        Source = "MathNet.Numerics",
        Origin = SourceOrigin.Decompiled,
        Lines =
        [
            Line(1, "public override void Transpose(Matrix<double> result)"),
            Line(2, "    Copy(result);", 48_234_496, 1_048_576, 1_000_000, 2) with { Retained = 0 },
            Line(3, "    Scale(result);", 48_234_496, -1_048_576, 300_000, 2) with { Retained = 300_000 },
            Line(4, "    Check(result);", 48_234_496, 0, 200_000, 2) with { Retained = -64 },
        ],
        Total = new FunctionTotal { Allocated = 1_500_000, Increment = 0, Activations = 2, AllocatedElsewhere = 5_000 },
    };

    private static LineFigures Unreached(int line, string content) => new() { Line = line, Content = content, Occurrences = 0 };

    private static MemitReport Memit(string code, IReadOnlyList<Run> runs) =>
        new() { Code = code, Measured = MeasuredCall.Warm, Conditions = s_snapshot, Runs = runs };

    /// <summary>A report with the origins of objects.</summary>
    public static MemitReport Located(string code, AllocationOrigins origins) => Memit(code, [TransposeRun(4)]) with { Where = origins };

    /// <summary>A function of so many lines.</summary>
    public static LineReport OfLines(int count) => Lines("Long(1)", new FunctionLines
    {
        Name = "Long",
        Source = "cell 1",
        Origin = SourceOrigin.Notebook,
        Lines = [.. Enumerable.Range(1, count).Select(line => Line(line, $"    n += {line};", 30_000_000, 0, 128, 1))],
        Total = new FunctionTotal { Allocated = 128L * count, Increment = 0, Activations = 1, AllocatedElsewhere = 0 },
    });

    private static LineReport Lines(string code, params IReadOnlyList<FunctionLines> functions) =>
        new() { Code = code, Measured = MeasuredCall.Warm, Conditions = s_snapshot with { Workers = 1 }, Functions = functions };

    private static Run TransposeRun(int milliseconds, long extra = 0) => new()
    {
        Allocated = 8_000_120 + extra,
        Peak = 8_003_584 + extra,
        Increment = 8_003_584,
        Retained = 8_000_120,
        Collections = [0, 0, 0],
        Elapsed = TimeSpan.FromMilliseconds(milliseconds),
        First = Figures(8_104_332, 8_605_696, 8_605_696, 31),
    };

    private static Figures Figures(long allocated, long? peak, long increment, int milliseconds) => new()
    {
        Allocated = allocated,
        Peak = peak,
        Increment = increment,
        Collections = [0, 0, 0],
        Elapsed = TimeSpan.FromMilliseconds(milliseconds),
    };

    private static LineFigures Line(int line, string content, long? memory = null, long? increment = null, long? allocated = null, long? occurrences = null) =>
        new() { Line = line, Content = content, Memory = memory, Increment = increment, Allocated = allocated, Occurrences = occurrences };

    /// <summary>Rises, falls at a full collection, and takes longer in each run.</summary>
    private static IEnumerable<MemorySample> Samples(int run) =>
        from millisecond in Enumerable.Range(0, 41 + (5 * run))
        let full = millisecond > 30 ? 1 : 0
        select new MemorySample(TimeSpan.FromMilliseconds(millisecond), 40_000_000 + (millisecond is > 10 and < 30 ? 8_003_584 + (run * 1_000_000) : millisecond * 4_096))
        {
            Collections = [full + (millisecond > 12 ? 2 : 0), full, full],
        };

    private static MemorySample[] TimelineOf(int run) => [.. Samples(run)];
}
