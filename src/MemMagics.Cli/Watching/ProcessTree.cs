using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Cli.Watching;

/// <summary>The processes of a watched program, its own first: those that have run so far, and what each has now.</summary>
/// <param name="program">Id of the program's own process.</param>
/// <param name="tree">All that descend from the tool; <see langword="null"/> for the program's own process only.</param>
internal sealed class ProcessTree(int program, IProcessTree? tree) : IDisposable
{
    /// <summary>How many processes are kept apart. Those beyond are one together.</summary>
    private const int MostKept = 64;

    private const int LongestName = 200;

    private readonly List<Member> _members = [];
    private readonly Dictionary<int, Member> _running = [];

    /// <summary>Of each process that was found its id and its command line; the last one of <see cref="MostKept"/> stands for all others.</summary>
    public IReadOnlyList<(int Id, string Name)> Found => [.. _members.Select(static member => (member.Id, member.Name))];

    /// <summary>Resident memory of each process that was found, in bytes; 0 for one that has ended.</summary>
    public long[] Read()
    {
        var members = tree?.Members() ?? [];
        foreach (var ended in _running.Keys.Except(members.Select(static member => member.Id).Append(program)).ToList())
            End(ended);
        foreach (var (id, parent) in members.Prepend((program, 0)))
        {
            if (!_running.ContainsKey(id))
                Begin(id);
        }

        var resident = new long[_members.Count];
        foreach (var (id, parent) in members.Prepend((program, 0)).DistinctBy(static member => member.Item1))
        {
            var member = _running[id];
            member.NameIs(CommandLine(id));
            if (!(_running.TryGetValue(parent, out var starter) && member.Counters[id].SharesWith(starter.Counters[parent]) && !HostPlatform.Processes.HasBegun(id, parent)))
                resident[member.Index] += member.Counters[id].Read();
        }

        return resident;
    }

    public void Dispose()
    {
        foreach (var id in _running.Keys.ToList())
            End(id);
    }

    private void Begin(int id)
    {
        if (_members.Count < MostKept)
            _members.Add(new Member(id, _members.Count));
        var member = _members[^1];
        member.Counters[id] = HostPlatform.Memory.Of(id);
        _running[id] = member;
    }

    private void End(int id)
    {
        if (_running.Remove(id, out var member) && member.Counters.Remove(id, out var counters))
            counters.Dispose();
    }

    private static string CommandLine(int process)
    {
        var text = HostPlatform.Processes.CommandLineOf(process);
        return text.Length <= LongestName ? text : text[..LongestName] + "…";
    }

    private sealed class Member(int id, int index)
    {
        public int Id => id;

        public int Index => index;

        public string Name { get; private set; } = "";

        public Dictionary<int, IProcessMemory> Counters { get; } = [];

        /// <summary>A process has another name once it has begun its program, and none when it has ended.</summary>
        public void NameIs(string name)
        {
            if (name.Length > 0)
                Name = Counters.Count > 1 ? "other processes" : name;
        }
    }
}
