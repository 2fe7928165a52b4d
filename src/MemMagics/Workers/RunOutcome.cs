using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>The results of one worker.</summary>
internal sealed record RunOutcome
{
    /// <summary>Whether the worker got its request, so that measured code may have run.</summary>
    public bool Started { get; init; }

    /// <summary>Whether the worker was lost before it got its request: code of an earlier run has killed, suspended or disturbed it. Another worker can make the run.</summary>
    public bool IsLost => !Started && Failure is { Kind: RunFailureKind.WorkerExited or RunFailureKind.BrokenConnection or RunFailureKind.Suspended };

    /// <summary>The first call; <see langword="null"/> when it did not complete.</summary>
    public CallFigures? First { get; init; }

    /// <summary>The warm call; <see langword="null"/> when none was made or it did not complete.</summary>
    public CallFigures? Warm { get; init; }

    /// <summary>Resident memory over the last call; empty when it was not asked for.</summary>
    public IReadOnlyList<ResidentSample> Timeline { get; init; } = [];

    /// <summary>What the line probes counted in the last call; <see langword="null"/> when nothing was profiled or the worker died.</summary>
    public ProbeResult? Probes { get; init; }

    /// <summary>Names of the libraries that were loaded and are Debug builds. Empty for most measurements.</summary>
    public IReadOnlyList<string> DebugLibraries { get; init; } = [];

    /// <summary>The exit code of the program that ran; <see langword="null"/> when it was not one, or did not end by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the measured code printed.</summary>
    public string Printed { get; init; } = "";

    /// <summary>Why the run did not complete; <see langword="null"/> when it did.</summary>
    public RunFailure? Failure { get; init; }
}
