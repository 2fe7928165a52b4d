using System.CommandLine;

namespace MemMagics.Magics;

/// <summary><c>#!mprun</c>.</summary>
internal sealed class MprunDefinition : MagicDefinition
{
    private readonly Option<string[]> _functions = new("--function", "-f")
    {
        HelpName = "FUNCTION",
        Description = "Function to profile: Solve, Matrix.Multiply, Solver.* or a type. Give it several times for several. Default: the cell itself and the functions it defines.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = OptionValues.FunctionNames,
    };

    private readonly Option<bool> _retained = new("--retained") { Description = "Tell for each line what stays alive, by collecting at every line. Slow." };

    public MprunDefinition()
        : base("#!mprun", "Runs code in a fresh process with a copy of the notebook's state and shows, line by line, what the functions named with -f cost in memory.")
    {
        Common.Repeat.Description = "How many fresh processes run the code, 1 to 1000. The table is of the worst. Default 1.";
        Option[] options =
        [
            _functions, Common.Repeat, Common.Timeout, Common.Save, Common.Output, Common.Quiet, Common.IncludeChildren, _retained,
            Common.Warm, Common.Cold, Common.Replay, Common.Reopen, Common.InProcess, Common.MemoryLimit, Common.Gc, Common.Tiered,
        ];
        foreach (var option in options)
            Command.Add(option);
        AddHelp();
        Command.Validators.Add(Common.Validate);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "#!mprun -f Solve Solve(A, 3)",
        "#!mprun -f RidgeRegression -f Matrix.Multiply -T ridge.md RidgeRegression(X, y, 1.0)",
        "#!mprun var copy = X.Clone(); copy[0, 0] = 1;",
    ];

    public override MeasureRequest CreateRequest(ParseResult options, string code) => Common.Apply(options, new MprunRequest
    {
        Code = code,
        Functions = options.GetValue(_functions) ?? [],
        Retained = options.GetValue(_retained),
    });
}
