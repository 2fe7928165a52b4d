using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.Reports;
using MemMagics.Reports.Plots;

namespace MemMagics.Cli.Watching;

/// <summary>Reads a program's resident memory again and again, on a thread of its own, while the program runs.</summary>
/// <remarks>
/// The kernel's high-water mark is read with each sample: where it has risen above the samples, memory was that large between two of them, and so the
/// peak of a process is exact however rarely it is read, up to the last sample: it cannot be read of a process that has ended. It is not reset, since the program may read it, too.
/// </remarks>
internal sealed class MemorySampler : IDisposable
{
    private const int ShortestInterval = 1; // ms
    private const int LongestInterval = 20;

    // The interval is doubled after so many samples: a short run is drawn as finely as a long one.
    private const int SamplesOfInterval = 2000;

    // Looking for the processes of a tree takes longer the more there are in the system: at most so much of the time.
    private const int ShareForTree = 20;

    private readonly long _startedAt;
    private readonly IProcessMemory _counters;
    private readonly ProcessTree? _tree;
    private readonly TimeSpan? _interval;
    private readonly SampleRows _rows;
    private readonly List<long> _peaks = []; // of each process, whether its row is kept or not
    private readonly ManualResetEventSlim _ended = new();
    private readonly IPause _pause = HostPlatform.Threads.NewPause();
    private readonly Thread _thread;
    private SampleRow _last;
    private long _ownHighest;
    private SampleRow _peak;

    /// <param name="process">The program's own process.</param>
    /// <param name="startedAt">When it started, as a <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="interval">From one sample to the next; <see langword="null"/> for one that fits the run's length.</param>
    /// <param name="tree">The processes to count in; <see langword="null"/> for the program's own only.</param>
    public MemorySampler(int process, long startedAt, TimeSpan? interval, IProcessTree? tree)
    {
        _startedAt = startedAt;
        _interval = interval;
        _counters = HostPlatform.Memory.Of(process);
        _tree = tree is null ? null : new ProcessTree(process, tree);
        _rows = new SampleRows(startedAt);

        // The first one at once: the program may be over before a thread has started.
        Read();
        _thread = new Thread(Sample) { IsBackground = true, Name = "memory", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>The largest resident memory, and when; <see langword="null"/> when nothing could be read.</summary>
    public MemorySample? Peak => _peak.Total > 0 ? SampleOf(_peak.Time, _peak.Total) : null;

    /// <summary>Resident memory over time. To be read after <see cref="Stop"/>, as all that follows.</summary>
    public IReadOnlyList<MemorySample> Samples => [.. _rows.Rows.Select(row => SampleOf(row.Time, row.Total))];

    /// <summary>Each process that had memory of its own when it was read, in the order in which they were found; empty where only the program's own was read.</summary>
    public IReadOnlyList<PlottedProcess> Processes => _tree is null ? [] : [.. _tree.Found.Select((process, index) => new PlottedProcess(process.Id, process.Name, SamplesOf(index)) { Peak = _peaks.ElementAtOrDefault(index) }).Where(static process => process.Samples.Count > 0)];

    /// <summary>When it was read for the last time, from the program's start; zero when nothing could be read.</summary>
    public TimeSpan LastRead => _last.Total > 0 ? Stopwatch.GetElapsedTime(_startedAt, _last.Time) : TimeSpan.Zero;

    /// <summary>Ends the sampling.</summary>
    public void Stop()
    {
        _ended.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _pause.Dispose();
        _counters.Dispose();
        _tree?.Dispose();
        _ended.Dispose();
    }

    private void Sample()
    {
        var interval = _interval ?? TimeSpan.FromMilliseconds(ShortestInterval);
        var taken = TimeSpan.Zero;
        for (var count = 1; ; count++)
        {
            var before = Stopwatch.GetTimestamp();
            if (!Read())
                return;

            // The shorter of two: on a busy machine one reading may wait for its turn, and the next should not wait for that twenty times over.
            var (last, pause) = (taken, interval);
            taken = Stopwatch.GetElapsedTime(before);
            if (_tree is not null && (last < taken ? last : taken) * ShareForTree is var needed && needed > pause)
                pause = needed;
            if (HasEndedAfter(pause))
                return;
            if (_interval is null && count % SamplesOfInterval == 0 && interval.TotalMilliseconds < LongestInterval)
                interval = TimeSpan.FromMilliseconds(Math.Min(interval.TotalMilliseconds * 2, LongestInterval));
        }
    }

    /// <summary>Waits: for a short time exactly, for a longer one no longer than until the end.</summary>
    private bool HasEndedAfter(TimeSpan pause)
    {
        if (pause.TotalMilliseconds > LongestInterval)
            return _ended.Wait(pause);

        _pause.Wait(Math.Max(ShortestInterval, (int)pause.TotalMilliseconds));
        return _ended.IsSet;
    }

    /// <returns>Whether there was something to read.</returns>
    private bool Read()
    {
        var now = Stopwatch.GetTimestamp();
        var processes = _tree?.Read();
        var own = processes?[0] ?? _counters.Read();
        var total = processes?.Sum() ?? own;
        if (total == 0)
            return false;

        Add(new SampleRow(now, total, processes));
        AddSpike(own, total, processes, now);
        _last = new SampleRow(now, total, processes);
        _ownHighest = Math.Max(_ownHighest, own);
        return true;
    }

    /// <summary>Adds what the program's own process had between the last two samples, if it was more than ever. Of the other processes then counts the least that they had.</summary>
    private void AddSpike(long own, long total, long[]? processes, long now)
    {
        var mark = _counters.ReadLifetimeMark();
        if (mark <= Math.Max(_ownHighest, own))
            return;

        _ownHighest = mark;
        var fewest = _last.Processes is { } last && _last.Total - last[0] < total - own ? last : processes;
        long[] row = fewest is null ? [mark] : [mark, .. fewest[1..]];
        if (row.Sum() is var spike && spike > total)
            Add(new SampleRow(now, spike, processes is null ? null : row));
    }

    private void Add(in SampleRow row)
    {
        _rows.Add(row);
        foreach (var (index, resident) in (row.Processes ?? []).Index())
        {
            if (index == _peaks.Count)
                _peaks.Add(0);
            _peaks[index] = Math.Max(_peaks[index], resident);
        }

        if (row.Total > _peak.Total)
            _peak = row;
    }

    /// <summary>A process from the moment before it was found to the one after it had ended.</summary>
    private List<MemorySample> SamplesOf(int index)
    {
        var samples = _rows.Rows.Where(static row => row.Processes is not null).Select(row => SampleOf(row.Time, index < row.Processes!.Length ? row.Processes[index] : 0)).ToList();
        var first = samples.FindIndex(static sample => sample.Resident > 0);
        var last = samples.FindLastIndex(static sample => sample.Resident > 0);
        return first < 0 ? [] : samples[Math.Max(0, first - 1)..Math.Min(samples.Count, last + 2)];
    }

    private MemorySample SampleOf(long time, long resident) => new(Stopwatch.GetElapsedTime(_startedAt, time), resident);
}
