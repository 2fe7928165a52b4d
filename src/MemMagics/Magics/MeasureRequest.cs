namespace MemMagics.Magics;

/// <summary>What <c>#!memit</c> and <c>#!mprun</c> have in common: code to measure, and how.</summary>
public abstract record MeasureRequest
{
    /// <summary>The code, verbatim: the rest of the magic's line and the lines that follow it. Never blank.</summary>
    public required string Code { get; init; }

    /// <summary>What the report calls the code; <see langword="null"/> for the code itself.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// Whether <see cref="Code"/> is an expression for a delegate, and what this calls is measured: an <see cref="Action"/> or <c>Func</c> without parameters; or, for
    /// asynchronous code, a <c>Func&lt;Task&lt;Task&gt;, Task&gt;</c> that at its beginning waits for what it is given, and then for the result of that.
    /// </summary>
    public bool CodeIsDelegate { get; init; }

    /// <summary>Where <see cref="Code"/> begins in the notebook.</summary>
    public CodeOrigin Origin { get; init; } = new("magic");

    /// <summary>How many fresh processes run the code; <see langword="null"/> lets the engine choose (fewer when a run takes a long time).</summary>
    public int? Repeat { get; init; }

    /// <summary>How long the whole measurement may take. Default: 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the resident memory of child processes that the code starts counts towards Peak.</summary>
    public bool IncludeChildren { get; init; }

    /// <summary>Name of the session variable that receives the report; <see langword="null"/> for none.</summary>
    public string? Output { get; init; }

    /// <summary>File that the report is saved to, its format chosen by ending (<c>.md</c>, <c>.json</c>, <c>.html</c>, <c>.speedscope.json</c>, else text); <see langword="null"/> for none.</summary>
    public string? SaveTo { get; init; }

    /// <summary>Whether nothing is displayed (useful with <see cref="Output"/>). Failures are shown all the same.</summary>
    public bool Quiet { get; init; }

    /// <summary>How the session's state reaches the measured code.</summary>
    public StateMode State { get; init; } = StateMode.Snapshot;

    /// <summary>Whether files that the session has open for reading are opened again in each process, by path and at the same position, instead of being refused.</summary>
    public bool Reopen { get; init; }

    /// <summary>Which of the two calls in each process is the headline.</summary>
    public CallChoice Call { get; init; } = CallChoice.Auto;

    /// <summary>Resident memory at which a worker is stopped; <see langword="null"/> for the machine's own bound (80 % of what is available).</summary>
    public SizeLimit? MemoryLimit { get; init; }

    /// <summary>The garbage collector of the worker.</summary>
    public GcFlavor Gc { get; init; } = GcFlavor.Workstation;

    /// <summary>Whether the worker compiles in tiers, as applications do by default, instead of fully optimised at once.</summary>
    public bool Tiered { get; init; }
}
