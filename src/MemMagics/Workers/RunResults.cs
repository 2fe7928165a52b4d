using MemMagics.State;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>
/// Puts a run's outcome together from the worker's messages. Nothing in them is trusted: measured code can write to the worker's descriptors,
/// so what does not fit the request is refused before it is used.
/// </summary>
/// <param name="request">What the worker was asked for.</param>
/// <param name="tree">The memory of the worker and its children; <see langword="null"/> when children are not asked for.</param>
/// <param name="sampler">Samples of the worker's memory; <see langword="null"/> where the system has a mark.</param>
internal sealed class RunResults(RunRequest request, ProcessTreeMemory? tree = null, PeakSampler? sampler = null)
{
    private readonly ProbeTables? _tables = request.Probes.Length == 0 ? null : new Message(MessageKind.Run, request.Probes).Read(ProbeTables.Read);

    /// <summary>What has arrived so far.</summary>
    public RunOutcome Outcome { get; private set; } = new();

    /// <summary>The exit code that the worker announced when it began to exit by itself; <see langword="null"/> when it did not.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>What the worker holds for its high-water mark only, in bytes. It cannot be more than what it had before.</summary>
    public long Ballast { get; private set; }

    /// <summary>Adds what a message says.</summary>
    /// <returns>Whether it was the last one.</returns>
    /// <exception cref="InvalidDataException">The worker cannot have sent this.</exception>
    /// <exception cref="WorkerHashesException">The snapshot relies on hash codes that the worker does not compute.</exception>
    public bool Add(Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Ready:
                return false;
            case MessageKind.Started:
                Outcome = Outcome with { Started = true };
                return false;
            case MessageKind.Ballast:
                Ballast = Math.Max(message.Read(static reader => reader.ReadInt64()), 0);
                return false;
            case MessageKind.FirstCall:
                Outcome = Outcome with { First = Figures(message) };
                return false;
            case MessageKind.WarmCall when Outcome.First is not null && request.Plan != CallPlan.FirstOnly:
                Outcome = Outcome with { Warm = Figures(message) };
                return false;
            case MessageKind.Timeline when request.Timeline:
                Outcome = Outcome with { Timeline = InOrder(message.Read(static reader => reader.ReadList(ResidentSample.Read))) };
                return false;
            case MessageKind.Probes when message.Read(ProbeResult.Read) is var probes && _tables is not null && probes.Fits(_tables):
                Outcome = Outcome with { Probes = probes };
                return false;
            case MessageKind.DebugLibraries:
                Outcome = Outcome with { DebugLibraries = message.Read(static reader => reader.ReadList(static from => from.ReadString())) };
                return false;
            case MessageKind.ExitCode when request.Program is { IsWhole: true }:
                Outcome = Outcome with { ExitCode = message.Read(static reader => reader.ReadInt32()) };
                return false;
            case MessageKind.Threw:
                var thrown = message.Read(ThrownException.Read);
                Outcome = Outcome with { Failure = new RunFailure(RunFailureKind.Threw, ExceptionText.Render(thrown)) };
                return false;
            case MessageKind.Refused:
                var sentence = message.Read(static reader => reader.ReadString());
                Outcome = Outcome with { Failure = new RunFailure(RunFailureKind.Refused, sentence) };
                return false;
            case MessageKind.HashesDiffer when request.Snapshot is not null && Outcome.First is null:
                throw new WorkerHashesException();
            case MessageKind.Exiting:
                ExitCode = message.Read(static reader => reader.ReadInt32());
                return false;
            case MessageKind.Finished when IsComplete():
                return true;
            default:
                throw new InvalidDataException($"The worker sent a message of kind {message.Kind} where it cannot be.");
        }
    }

    private CallFigures Figures(Message message)
    {
        var read = message.Read(CallFigures.Read);
        var figures = sampler?.Complete(read) ?? read;
        if (figures.StartedAt > figures.EndedAt)
            throw new InvalidDataException("A call that ended before it began.");

        tree?.Read(); // between two calls: what children have before the second one
        return tree?.WithChildren(figures) ?? figures;
    }

    private bool IsComplete() =>
        Outcome.Failure?.Kind == RunFailureKind.Refused
        || ((Outcome.First is not null || Outcome.Failure is not null) && (_tables is null || Outcome.Probes is not null));

    private static IReadOnlyList<ResidentSample> InOrder(IReadOnlyList<ResidentSample> samples) =>
        samples.All(static sample => sample.IsPossible) && samples.Zip(samples.Skip(1), static (one, next) => next.IsAfter(one)).All(static right => right)
            ? samples
            : throw new InvalidDataException("Resident memory over time, out of order.");
}
