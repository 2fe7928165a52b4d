using System.CommandLine;
using System.CommandLine.Parsing;

namespace MemMagics.Magics;

/// <summary>The options that both magics have.</summary>
internal sealed class MeasureOptions
{
    public Option<int?> Repeat { get; } = new("--repeat", "-r")
    {
        HelpName = "N",
        CustomParser = OptionValues.Repeat,
    };

    public Option<TimeSpan?> Timeout { get; } = new("--timeout", "-t")
    {
        HelpName = "TIME",
        Description = "How long the whole measurement may take: 10s, 500ms, 2m, 1:30, or seconds without a unit. Default 60s.",
        CustomParser = OptionValues.Duration,
        CompletionSources = { "10s", "60s", "5m" },
    };

    public Option<bool> IncludeChildren { get; } = new("--include-children", "-c")
    {
        Description = "Count the resident memory of processes that the code starts towards Peak.",
    };

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        HelpName = "NAME",
        Description = "Keep the report in a variable of the notebook.",
        CustomParser = OptionValues.VariableName,
    };

    public Option<string?> Save { get; } = new("--save", "-T")
    {
        HelpName = "FILE",
        Description = "Save the report to a file: Markdown, JSON or HTML by its ending (.md, .json, .html), call paths for speedscope (.speedscope.json), else plain text.",
        CustomParser = OptionValues.Text,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show nothing but failures.",
    };

    public Option<bool> Warm { get; } = new("--warm")
    {
        Description = "Report the second call in each process, after one-time costs, however long the first one takes.",
    };

    public Option<bool> Cold { get; } = new("--cold")
    {
        Description = "Report the first call in each process, one-time costs included, and make no second one.",
    };

    public Option<bool> Replay { get; } = new("--replay")
    {
        Description = "Run the earlier cells again in each process instead of copying the values that the code uses. Their side effects happen again.",
    };

    public Option<bool> Reopen { get; } = new("--reopen")
    {
        Description = "Open files that the notebook has open for reading again in each process, by path and at the same position.",
    };

    public Option<bool> InProcess { get; } = new("--in-process")
    {
        Description = "Measure in the notebook's own process: nothing has to be copied, and nothing is protected from the code.",
    };

    public Option<SizeLimit?> MemoryLimit { get; } = new("--memory-limit")
    {
        HelpName = "SIZE",
        Description = "Stop the code when its process holds that much memory. Default: 80 % of what the machine has free.",
        CustomParser = OptionValues.PositiveSize,
        CompletionSources = { "1GiB", "4GiB" },
    };

    public Option<string?> Gc { get; } = new("--gc")
    {
        HelpName = "GC",
        Description = "Garbage collector of the measuring process: workstation (default) or server.",
        CustomParser = OptionValues.Collector,
        CompletionSources = { "workstation", "server" },
    };

    public Option<bool> Tiered { get; } = new("--tiered")
    {
        Description = "Compile in tiers, as applications do by default, instead of fully optimised at once.",
    };

    /// <summary>Whether an option is about the notebook in which a magic is.</summary>
    public bool NeedsNotebook(Option option) => option == Output || option == Replay || option == Reopen || option == InProcess;

    public void Validate(CommandResult result)
    {
        Exclude(result, Warm, Cold, "a report is of the warm call or of the first one. Give one of them.");
        Exclude(result, Replay, InProcess, "the code runs in a process of its own or in the notebook's. Give one of them.");
        Exclude(result, Replay, Reopen, "the earlier cells open their files themselves. Leave one of them out.");
        Exclude(result, Reopen, InProcess, "in the notebook's own process the files are open. Leave one of them out.");
        Exclude(result, Warm, Replay, "a warm call needs the state rebuilt between two calls. Leave one of them out.");
        Exclude(result, Warm, InProcess, "a warm call needs the state rebuilt between two calls. Leave one of them out.");
        const string noWorker = "the notebook's own process is as it is. Leave one of them out.";
        Exclude(result, InProcess, Gc, noWorker);
        Exclude(result, InProcess, Tiered, noWorker);
        Exclude(result, InProcess, MemoryLimit, noWorker);
    }

    public MeasureRequest Apply(ParseResult options, MeasureRequest request) => request with
    {
        Repeat = options.GetValue(Repeat),
        Timeout = options.GetValue(Timeout) ?? request.Timeout,
        IncludeChildren = options.GetValue(IncludeChildren),
        Output = options.GetValue(Output),
        SaveTo = options.GetValue(Save),
        Quiet = options.GetValue(Quiet),
        State = options.GetValue(Replay) ? StateMode.Replay : options.GetValue(InProcess) ? StateMode.InProcess : StateMode.Snapshot,
        Reopen = options.GetValue(Reopen),
        Call = options.GetValue(Warm) ? CallChoice.Warm : options.GetValue(Cold) ? CallChoice.Cold : CallChoice.Auto,
        MemoryLimit = options.GetValue(MemoryLimit),
        Gc = options.GetValue(Gc) == "server" ? GcFlavor.Server : GcFlavor.Workstation,
        Tiered = options.GetValue(Tiered),
    };

    public static void Exclude(CommandResult result, Option one, Option other, string reason)
    {
        if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
            result.AddError($"{one.Name} and {other.Name} exclude each other: {reason}");
    }
}
