using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>What woven code counts where: grows while bodies are woven, then tells the worker how large its tables are and the report what a slot means.</summary>
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
        new(Session, functions, [.. _bodyFunctions], [.. _bodyKinds], _slots.Count, retained);
}
