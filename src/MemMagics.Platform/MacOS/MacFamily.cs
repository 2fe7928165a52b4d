using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>A process and all that descend from it.</summary>
/// <remarks>
/// A process belongs to the session that the worker leads, or to what has started it, which the kernel remembers also when that has ended. There is nothing that
/// all descendants inherit and anybody may read: one that left the session, and whose parent came and ended between two looks, is not found. Neither is what other
/// programs start on request (launchd, a container engine, at).
/// </remarks>
/// <param name="process">Its process id.</param>
/// <param name="identity">Its identity.</param>
internal sealed class MacFamily(int process, ulong identity)
{
    private const int SigStop = 17;
    private const int MostScans = 20;
    private const int MostRounds = 40;
    private const int LongestPause = 50; // ms

    private readonly Lock _lock = new();

    // Those that have ended, too: what they have started belongs to the family.
    private readonly HashSet<ulong> _known = [identity];

    /// <summary>The family of a running process; <see langword="null"/> when it is gone.</summary>
    public static MacFamily? Of(int process) => MacProcess.IdentityOf(process) is > 0 and var identity ? new MacFamily(process, identity) : null;

    /// <summary>Whether the process itself runs.</summary>
    public bool IsRunning => MacProcess.IdentityOf(process) == identity;

    /// <summary>The running processes that descend from it, without itself, each with the process that it is a child of now.</summary>
    public IReadOnlyList<(int Id, int Parent)> Members()
    {
        var young = Younger();
        lock (_lock)
        {
            while (young.Any(candidate => !_known.Contains(candidate.Process.Identity) && IsMember(candidate) && _known.Add(candidate.Process.Identity)))
            {
                // Until no child is missing.
            }

            return [.. young.Where(candidate => _known.Contains(candidate.Process.Identity)).Select(candidate => (candidate.Process.Id, candidate.Process.Parent))];
        }
    }

    /// <summary>Kills all descendants, again and again until there are none: those that start others while they are killed, too.</summary>
    public async Task KillDescendantsAsync()
    {
        for (var round = 0; round < MostRounds && KillOnce(); round++)
            await Task.Delay(Math.Min(1 << round, LongestPause)).ConfigureAwait(false);
    }

    /// <summary>Stops what is there until nothing new appears, then kills it: a stopped process starts no other.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool KillOnce()
    {
        var found = new HashSet<int>();
        for (var scan = 0; scan < MostScans; scan++)
        {
            var fresh = Members().Select(static member => member.Id).Where(found.Add).ToList();
            if (fresh.Count == 0)
                break;

            fresh.ForEach(static member => LibC.Kill(member, SigStop));
        }

        foreach (var member in found)
            _ = LibC.Kill(member, LibC.SigKill);

        return found.Count > 0;
    }

    private bool IsMember((MacProcess Process, int Session) candidate) => candidate.Session == process || _known.Contains(candidate.Process.Starter);

    private List<(MacProcess Process, int Session)> Younger()
    {
        var own = Environment.ProcessId;
        var young = new List<(MacProcess Process, int Session)>();
        foreach (var id in MacCalls.AllProcesses())
        {
            if (id != process && id != own && MacProcess.Of(id) is { } candidate && candidate.Identity > identity)
                young.Add((candidate, MacCalls.SessionOf(id)));
        }

        return young;
    }
}
