using System.Globalization;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Origins;
using MemMagics.Origins.Frames;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>Where what the code allocates comes from, as the run that was made for it has found.</summary>
internal sealed record FoundOrigins
{
    // What is never an event: a thread's first object of a type that other threads have allocated before (docs/measurements.md, Where objects come from).
    private const long MostMissing = 64 << 10;
    private const double LargestMissingShare = 0.01;

    private readonly long? _allocated;
    private readonly string? _problem;

    private FoundOrigins(long? allocated, string? problem) => (_allocated, _problem) = (allocated, problem);

    /// <summary>The origins; <see langword="null"/> when they could not be found.</summary>
    public AllocationOrigins? Origins { get; private init; }

    /// <summary>How many runs were made for it.</summary>
    public int Runs { get; private init; } = 1;

    /// <summary>Why objects were, or should be, sampled in another run; <see langword="null"/> when every object was recorded or sampling was asked for.</summary>
    public string? Reason { get; private init; }

    /// <summary>Whether the runtime did not tell of every object, so that sampling is more reliable.</summary>
    public bool IsUnreliable => Reason is not null;

    /// <summary>There are no origins, because of an exception: what the runs have measured is reported all the same.</summary>
    public static FoundOrigins Failed(Exception exception)
    {
        var cause = Cause.Of(exception);
        return new FoundOrigins(null, cause is IOException or UnauthorizedAccessException or MagicException ? cause.Message : $"MemMagics itself failed ({cause.GetType().Name}: {ExceptionMessage.Of(cause)}). Please report it with the cell and this line:{cause.StackTrace?.Split('\n')[0]}");
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="run">What the run measured.</param>
    /// <param name="plan">What was run.</param>
    /// <param name="libraries">The libraries that the code can reach.</param>
    /// <param name="documentText">The whole text of a document as its author sees it; <see langword="null"/> for one that is not known.</param>
    public static FoundOrigins In(AllocationRecording recording, RunOutcome run, MeasurementPlan plan, ReferencedLibraries libraries, Func<string, string?> documentText)
    {
        if (run.Failure is { } failure)
            return new FoundOrigins(null, failure.Sentence);
        if (!recording.IsComplete)
            return new FoundOrigins(null, recording.Problem ?? "the code's call was not seen") { Reason = recording.Problem };

        var allocated = (run.Warm ?? run.First)!.Allocated;
        var sites = RecordedSites.Of(recording, ref allocated);
        var missing = allocated - sites.Sum(static site => site.Bytes);
        var loaded = plan.Loaded.ToDictionary(static submission => submission.AssemblyName, StringComparer.OrdinalIgnoreCase);
        recording.Code.Observe(recording.Recorder!.Tree, sites);
        using var frames = new CodeFrames(
            new NotebookCode(plan.Measured!.Compilation, loaded.GetValueOrDefault, documentText), new LibraryCode(libraries, SessionReferences.Of(plan.Measured!.Compilation)));
        var origins = new OriginsBuilder(frames, recording.Code.Find).Build(recording.Recorder!.Tree, sites, missing, recording.IsSampled ? recording.Recorder.Objects : null);
        return new FoundOrigins(allocated, null) { Origins = origins, Reason = ReasonToSample(recording, missing, allocated) };
    }

    /// <summary>What another run has found by sampling, if it has found anything.</summary>
    public FoundOrigins Or(FoundOrigins sampled) => (sampled.Origins is null ? this : sampled) with { Reason = Reason, Runs = Runs + sampled.Runs };

    /// <summary>A note that the origins need to be understood; <see langword="null"/> when they need none.</summary>
    /// <param name="allocated">Allocated of the report's own runs, in bytes.</param>
    public string? Note(IReadOnlyCollection<long> allocated) =>
        Origins is null ? $"Where the objects come from is not known: {_problem}"
        : Origins.Mode == OriginMode.Sampled && Reason is not null ? $"Objects were sampled: {Reason}."
        : Reason is not null ? $"Not every object was recorded: {Reason}."
        : _allocated is { } own && !allocated.Contains(own) ? $"Where objects come from was found in one more run, made for it, which allocated {ByteSize.Exact(own)}."
        : null;

    private static string? ReasonToSample(AllocationRecording recording, long missing, long allocated) =>
        recording.Lost > 0 && recording.Recorder!.Objects > 0 ? $"the runtime lost {recording.Lost.ToString("N0", CultureInfo.InvariantCulture)} of its events"
        : recording.IsSampled ? null
        : !recording.Recorder!.HasSeenCall ? "the runtime did not record every object"
        : Math.Abs(missing) <= Math.Max(MostMissing, allocated * LargestMissingShare) ? null
        : missing > 0 ? $"the runtime did not report {ByteSize.Exact(missing)} of what was allocated"
        : $"the runtime reported {ByteSize.Exact(-missing)} more than was allocated";
}
