using MemMagics.Platform;

namespace MemMagics.Reports.Plots;

/// <summary>What was seen of a program while it ran: its resident memory over time, its garbage collections, its functions. The one model that every drawing reads.</summary>
public sealed record MemoryPlot
{
    /// <summary>What ran, as a person would type it: <c>dotnet app.dll 3</c>, <c>app.cs 3</c>.</summary>
    public required string Title { get; init; }

    /// <summary>From its start to its end, or until it was no longer watched.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The largest resident memory, and when it was reached: between the sample before and this moment. <see langword="null"/> when nothing could be read before the program had ended.</summary>
    public MemorySample? Peak { get; init; }

    /// <summary>What the memory of <see cref="Peak"/> and all others here counts. That of the system on which this is made, unless it is said otherwise.</summary>
    public PeakKind PeakKind { get; init; } = (PeakKind)HostPlatform.Memory.Kind;

    /// <summary>Resident memory in the order of time: of the program's process, or of all processes together when <see cref="Processes"/> is not empty.</summary>
    public IReadOnlyList<MemorySample> Samples { get; init => field = value.ToArray(); } = [];

    /// <summary>Each process by itself, the program's own first; empty when its children were not asked for.</summary>
    public IReadOnlyList<PlottedProcess> Processes { get; init => field = value.ToArray(); } = [];

    /// <summary>The garbage collections in the order of time, the most frequent ones thinned out when there are too many to keep. Empty for a program without the .NET runtime.</summary>
    public IReadOnlyList<CollectionMark> Collections { get; init => field = value.ToArray(); } = [];

    /// <summary>How many collections there were of each generation, all counted; empty when there were none.</summary>
    public IReadOnlyList<CollectionTotal> CollectionTotals { get; init => field = value.ToArray(); } = [];

    /// <summary>When the functions that were asked for ran, in the order in which they began.</summary>
    public IReadOnlyList<FunctionMark> Functions { get; init => field = value.ToArray(); } = [];

    /// <summary>The program's exit code, 128 + n after signal n; <see langword="null"/> when it was not waited for.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether Ctrl-C ended it.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Sentences a reader needs to judge the figures. Empty when none.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value.ToArray(); } = [];
}
