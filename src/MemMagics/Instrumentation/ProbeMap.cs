using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>The slots that woven code counts in. Grows while bodies are woven, then gives the worker the sizes of its tables and the report the meaning of each slot.</summary>
internal sealed class ProbeMap
{
    private readonly List<ProbeSlot> _slots = [];
    private readonly List<int> _bodyFunctions = [];
    private readonly List<BodyKind> _bodyKinds = [];

    public ProbeMap(int session)
    {
        Session = session;
    }

    /// <summary>Number of the measurement, unique in this process.</summary>
    public int Session { get; }

    public IReadOnlyList<ProbeSlot> Slots => _slots;

    /// <summary>Of each body its function, and what it is of it.</summary>
    public IReadOnlyList<(int Function, BodyKind Kind)> Bodies => [.. _bodyFunctions.Zip(_bodyKinds)];

    public int AddBody(int function, BodyKind kind)
    {
        _bodyFunctions.Add(function);
        _bodyKinds.Add(kind);
        return _bodyFunctions.Count - 1;
    }

    public int AddSlot(ProbeSlot slot)
    {
        _slots.Add(slot);
        return _slots.Count - 1;
    }

    public ProbeTables ToTables(int functions, bool retained) =>
        new(Session, functions, [.. _bodyFunctions], [.. _bodyKinds], [.. _slots.Select(slot => slot.Function)], [.. _slots.Select(slot => slot.Code)], retained);
}
