namespace MemMagics.Reports;

/// <summary>What a measurement found: the one model that every renderer reads.</summary>
/// <remarks>
/// Lists are copied into arrays: a report that a notebook keeps may travel to a worker, which has this assembly but not the one that made the
/// report, and the compiler may put a class of that assembly behind a collection expression.
/// </remarks>
public abstract record Report
{
    /// <summary>The measured code, verbatim.</summary>
    public required string Code { get; init; }

    /// <summary>Which call the headline figures are of.</summary>
    public required MeasuredCall Measured { get; init; }

    /// <summary>Runtime, optimisation, collector, state mode, workers.</summary>
    public required RunConditions Conditions { get; init; }

    /// <summary>What the measured code printed in the last run (bounded, standard output and error in order); empty when nothing.</summary>
    public string Printed { get; init; } = "";

    /// <summary>The exit code of the program that was measured; <see langword="null"/> where it was not one, or did not end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Sentences a reader needs to judge the figures: fewer runs than asked, side effects repeated, totals that differ. Empty when none.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value.ToArray(); } = [];

    /// <summary>A magic that tells more: after much was allocated, <c>#!memit --where Foo()</c>; <see langword="null"/> where there is no need of one.</summary>
    public string? Hint { get; init; }

    /// <summary>What the headline begins with when the cell fails and <see cref="Failure"/> is told elsewhere, <c>over budget</c> or <c>failed</c>; <see langword="null"/> when all went well.</summary>
    public string? Verdict { get; init; }

    /// <summary>Why the cell fails although there are figures (an exception of the measured code, a worker that died in a later run, a budget exceeded); <see langword="null"/> when all went well.</summary>
    public string? Failure { get; init; }
}
