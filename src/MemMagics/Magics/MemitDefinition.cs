using System.CommandLine;

namespace MemMagics.Magics;

/// <summary><c>#!memit</c>.</summary>
internal sealed class MemitDefinition : MagicDefinition
{
    private readonly Option<SizeLimit?> _maxAllocated = new("--max-allocated")
    {
        HelpName = "SIZE",
        Description = "Budget: the measurement fails when a run allocates more. 1MB is 1,000,000 bytes; 1MiB and 1M are 1,048,576.",
        CustomParser = OptionValues.Size,
    };

    private readonly Option<SizeLimit?> _maxPeak = new("--max-peak")
    {
        HelpName = "SIZE",
        Description = "Budget: the measurement fails when the peak of resident memory (Windows: working set, macOS: footprint) of a run is higher.",
        CustomParser = OptionValues.Size,
    };

    private readonly Option<bool> _plot = new("--plot") { Description = "Draw resident memory over time." };

    private readonly Option<bool> _types = new("--types") { Description = "List by type what stays alive." };

    private readonly Option<string?> _where = new("--where")
    {
        HelpName = "[exact|sampled]",
        Description = "Find where what is allocated comes from: by type, by line and by call path. Every object is recorded, up to 5,000,000; exact records all, sampled only some.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = OptionValues.Where,
        CompletionSources = { OptionValues.Exact, OptionValues.Sampled },
    };

    public MemitDefinition()
        : base("#!memit", "Measures what an expression, or statements, cost in memory: worst of several runs, each in a fresh process with a copy of the notebook's state.")
    {
        Common.Repeat.Description = "How many fresh processes run the code, 1 to 1000. Default 3, fewer when a run takes long.";
        Option[] options =
        [
            Common.Repeat, Common.Timeout, Common.Save, Common.IncludeChildren, Common.Output, Common.Quiet, Common.Warm, Common.Cold,
            Common.Replay, Common.Reopen, Common.InProcess, _maxAllocated, _maxPeak, Common.MemoryLimit, _plot, _types, _where, Common.Gc, Common.Tiered,
        ];
        foreach (var option in options)
            Command.Add(option);
        AddHelp();
        Command.Validators.Add(Common.Validate);
        Command.Validators.Add(result =>
        {
            const string noWorker = "which objects are of the code can be told in a process of its own only. Leave one of them out.";
            MeasureOptions.Exclude(result, Common.InProcess, _types, noWorker);
            MeasureOptions.Exclude(result, Common.InProcess, _where, noWorker);
        });
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "#!memit new double[1000, 1000]",
        "#!memit -r 5 --timeout 10s Solve(A, 3)",
        "#!memit --where Solve(A, 3)",
        "#!memit --max-allocated 8MB -o cost X.Transpose()",
    ];

    public override MeasureRequest CreateRequest(ParseResult options, string code) => Common.Apply(options, new MemitRequest
    {
        Code = code,
        MaxAllocated = options.GetValue(_maxAllocated),
        MaxPeak = options.GetValue(_maxPeak),
        Plot = options.GetValue(_plot),
        Types = options.GetValue(_types),
        Where = options.GetValue(_where) switch
        {
            null => WhereChoice.None,
            OptionValues.Exact => WhereChoice.Exact,
            OptionValues.Sampled => WhereChoice.Sampled,
            _ => WhereChoice.Auto,
        },
    });
}
