using System.Globalization;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>
/// A worker's process and all that descend from it, also those that left its session, whose parents have ended or that were started without an
/// environment: what <c>setsid</c>, <c>nohup</c> and daemons do.
/// </summary>
/// <remarks>
/// Every process inherits its resource limits, across fork and exec. The limit on file locks (RLIMIT_LOCKS) has had no effect since Linux 2.4.25,
/// and anybody may read it in <c>/proc</c>: set to a number of the worker's own it marks what the worker starts. A process that sets this very limit itself,
/// left the session and has lost its parent is not found; neither is what other programs start on request (a container engine, systemd, at).
/// </remarks>
/// <param name="Worker">Process id of the worker.</param>
/// <param name="StartedAt">When it started, in clock ticks since the system did: a process id alone may be used again.</param>
internal sealed record ProcessFamily(int Worker, long StartedAt)
{
    private const int Locks = 10;
    private const int SigStop = 19;
    private const int MostScans = 20;
    private const int MostRounds = 40;
    private const int LongestPause = 50; // ms
    private static readonly byte[] s_locksLine = "Max file locks"u8.ToArray();

    private ulong Mark => 1UL << 60 | ((ulong)StartedAt & 0xFFFF_FFFF) << 24 | (uint)Worker & 0xFF_FFFF;

    /// <summary>The family of a running process; <see langword="null"/> where it cannot be told, or when the process is gone.</summary>
    public static ProcessFamily? Of(int worker) => Stat(worker) is { } process ? new ProcessFamily(worker, process.StartedAt) : null;

    /// <summary>Marks what this process starts from now on.</summary>
    public static void MarkThisOne()
    {
        if (Of(Environment.ProcessId) is { } own)
            _ = LinuxCalls.SetLimit(Locks, own.Mark);
    }

    /// <summary>Whether a process is stopped, as by SIGSTOP.</summary>
    public static bool IsStopped(int process) => Stat(process) is { State: 'T' };

    /// <summary>Ids of the running processes that descend from the worker, without itself.</summary>
    public IReadOnlyList<int> Descendants() => [.. Members().Select(static member => member.Id)];

    /// <summary>The running processes that descend from the worker, without itself, each with the process that it is a child of now.</summary>
    public IReadOnlyList<(int Id, int Parent)> Members()
    {
        var young = Younger();
        var found = young.Where(process => process.Session == Worker || process.Parent == Worker || IsMarked(process.Id)).Select(process => process.Id).ToHashSet();
        while (young.Any(process => found.Contains(process.Parent) && found.Add(process.Id)))
        {
            // Until no child is missing.
        }

        return [.. young.Where(process => found.Contains(process.Id) && process.State is not ('Z' or 'X')).Select(process => (process.Id, process.Parent))];
    }

    /// <summary>Kills all descendants, again and again until there are none: those that start others while they are killed, too.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> KillDescendantsAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (!KillOnce())
                return true;

            await Task.Delay(Math.Min(1 << round, LongestPause)).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Stops what is there until nothing new appears, then kills it: a stopped process starts no other.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool KillOnce()
    {
        var known = new HashSet<int>();
        for (var scan = 0; scan < MostScans; scan++)
        {
            var fresh = Descendants().Where(known.Add).ToList();
            if (fresh.Count == 0)
                break;

            fresh.ForEach(static process => LibC.Kill(process, SigStop));
        }

        foreach (var process in known)
            _ = LibC.Kill(process, LibC.SigKill);

        return known.Count > 0;
    }

    private List<Process> Younger()
    {
        var own = Environment.ProcessId;
        var young = new List<Process>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Worker && id != own && Stat(id) is { } process && process.StartedAt >= StartedAt)
            {
                young.Add(process);
            }
        }

        return young;
    }

    private bool IsMarked(int process)
    {
        Span<byte> buffer = stackalloc byte[2048];
        var text = ProcText.Read(ProcText.PathOf(process, "limits"), buffer);
        var line = text.IndexOf(s_locksLine);
        if (line < 0)
            return false;

        var value = text[(line + s_locksLine.Length)..].TrimStart((byte)' ');
        var end = value.IndexOf((byte)' ');
        return end > 0 && ulong.TryParse(value[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit == Mark;
    }

    /// <summary>proc(5): "pid (comm) state ppid pgrp session …", the start time is field 22; comm may hold spaces and parentheses.</summary>
    private static Process? Stat(int id)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var text = ProcText.Read(ProcText.PathOf(id, "stat"), buffer);
        var comm = text.LastIndexOf((byte)')');
        if (comm < 0)
            return null;

        // Without strings and cultures: a worker looks at itself, and what is used once would be missing from the first call of measured code.
        var fields = text[(comm + 2)..];
        var startedAt = ProcText.Field(fields, 19);
        return startedAt.IsEmpty
            ? null
            : new Process(id, (char)fields[0], (int)ProcText.Number(ProcText.Field(fields, 1)), (int)ProcText.Number(ProcText.Field(fields, 3)), ProcText.Number(startedAt));
    }

    private readonly record struct Process(int Id, char State, int Parent, int Session, long StartedAt);
}
