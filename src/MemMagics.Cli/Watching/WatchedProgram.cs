using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Reports;
using MemMagics.Reports.Plots;
using MemMagics.Watching;

namespace MemMagics.Cli.Watching;

/// <summary>Runs a program and watches its memory and its garbage collections.</summary>
internal static class WatchedProgram
{
    // Less than this is not worth a note: the kernel's mark of an ended process is rounded, and lags behind.
    private const long Noticed = 4 << 20;

    // What comes so long after the last sample may be the peak.
    private static readonly TimeSpan s_unseen = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it to its end, or until it is interrupted.</summary>
    /// <param name="watched">The program.</param>
    /// <param name="options">How it is watched.</param>
    /// <param name="interrupted">When it is to end.</param>
    /// <exception cref="WatchException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted before its start.</exception>
    public static async Task<MemoryPlot> PlotAsync(PlottedProgram watched, PlotOptions options, CancellationToken interrupted)
    {
        interrupted.ThrowIfCancellationRequested();
        var notes = watched.Notes.ToList();
        if (!options.IncludeChildren && HostPlatform.Names.ShellOf(watched.Command.FileName) is { } shell)
            notes.Add($"'{Path.GetFileName(watched.Command.FileName)}' is a batch file: this is the memory of {shell}, which runs it; -c draws what it starts, too.");
        await using var runtimes = Listen(options.IncludeChildren, notes);
        runtimes?.AddTo(watched.Command.Environment);
        var earlierPeak = HostPlatform.Memory.PeakOfEndedChildren();
        using var program = ProgramProcess.Start(watched.Command);
        runtimes?.ProgramIs(program.Id);
        using var sampler = new MemorySampler(program.Id, program.StartedAt, options.Interval, options.IncludeChildren ? program.Tree : null);
        var exitCode = await program.WaitAsync(interrupted);
        var duration = Stopwatch.GetElapsedTime(program.StartedAt);
        sampler.Stop();
        var collections = runtimes is null ? null : await runtimes.EndAsync(program.StartedAt);
        AddNotes(notes, options.IncludeChildren, program.Tree.IsKnown, sampler, duration, earlierPeak, collections);
        return new MemoryPlot
        {
            Title = watched.Title,
            Duration = duration,
            Peak = sampler.Peak,
            Samples = sampler.Samples,
            Processes = sampler.Processes,
            Collections = collections?.Marks ?? [],
            CollectionTotals = collections?.Totals ?? [],
            Functions = watched.Functions?.Marks(program.StartedAt, new MemorySample(duration, sampler.Samples is [.., var last] ? last.Resident : 0)) ?? [],
            ExitCode = exitCode,
            IsInterrupted = interrupted.IsCancellationRequested,
            Notes = notes,
        };
    }

    private static RuntimeWatch? Listen(bool includeChildren, List<string> notes)
    {
        try
        {
            return RuntimeWatch.Start(includeChildren);
        }
        catch (IOException e)
        {
            notes.Add($"Garbage collections are not drawn: {e.Message}.");
            return null;
        }
    }

    private static void AddNotes(List<string> notes, bool includesChildren, bool findsChildren, MemorySampler sampler, TimeSpan duration, long earlierPeak, WatchedCollections? collections)
    {
        if (includesChildren && !findsChildren)
            notes.Add("The processes that the command starts cannot be found here: this is its own process.");

        // A process begins as a copy of this one, which the mark counts in.
        var mark = HostPlatform.Memory.PeakOfEndedChildren();
        if (mark > Math.Max(earlierPeak, Environment.WorkingSet) + Noticed && mark > (sampler.Peak?.Resident ?? 0) + Noticed)
        {
            notes.Add($"The kernel's mark of what ended is {ByteSize.Rounded(mark)}: the command reached it after the last sample, or a process that it started did"
                + (includesChildren ? "." : "; -c draws those, too."));
        }
        else if (duration - sampler.LastRead is var unseen && (unseen > s_unseen || unseen > duration / 4))
        {
            notes.Add($"Memory was read for the last time {unseen.TotalMilliseconds:N1} ms before the end: the peak does not count what came after.");
        }

        if (collections is { Missed: > 0 })
            notes.Add($"{collections.Missed:N0} garbage collections were over before they could be listened to, and are not counted.");
        if (collections is { Lost: > 0 })
            notes.Add($"The runtime could not keep {collections.Lost:N0} of its events: some garbage collections are missing.");
    }
}
