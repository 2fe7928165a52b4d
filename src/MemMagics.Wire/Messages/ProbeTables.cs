namespace MemMagics.Wire.Messages;

/// <summary>What was woven: functions, their bodies (compiled methods) and their slots (sequence points). Determines the sizes of the probe's tables.</summary>
/// <param name="Session">Number that woven code passes to the probe, so that code of an earlier measurement that still runs in the same process is told apart.</param>
/// <param name="Functions">How many functions are profiled.</param>
/// <param name="BodyFunctions">For each woven body, its function.</param>
/// <param name="BodyKinds">For each woven body, its relation to its function.</param>
/// <param name="SlotFunctions">For each slot, its function.</param>
/// <param name="SlotCode">For each slot, what the code that is charged to it can do to resident memory. All functions together.</param>
/// <param name="Retained">Whether the heap is collected at each line boundary to count what stays alive.</param>
public sealed record ProbeTables(int Session, int Functions, int[] BodyFunctions, BodyKind[] BodyKinds, int[] SlotFunctions, LineCode[] SlotCode, bool Retained)
{
    /// <summary>How many slots there are.</summary>
    public int Slots => SlotCode.Length;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Session);
        writer.Write(Functions);
        writer.Write(BodyFunctions.Length);
        for (var body = 0; body < BodyFunctions.Length; body++)
        {
            writer.Write(BodyFunctions[body]);
            writer.Write((byte)BodyKinds[body]);
        }

        writer.Write(Slots);
        for (var slot = 0; slot < Slots; slot++)
        {
            writer.Write(SlotFunctions[slot]);
            writer.Write((byte)SlotCode[slot]);
        }

        writer.Write(Retained);
    }

    public static ProbeTables Read(BinaryReader reader)
    {
        var session = reader.ReadInt32();
        var functions = reader.ReadInt32();
        var bodies = reader.ReadInt32();
        var bodyFunctions = new int[bodies];
        var bodyKinds = new BodyKind[bodies];
        for (var body = 0; body < bodies; body++)
        {
            bodyFunctions[body] = reader.ReadInt32();
            bodyKinds[body] = (BodyKind)reader.ReadByte();
        }

        var slots = reader.ReadInt32();
        var slotFunctions = new int[slots];
        var slotCode = new LineCode[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            slotFunctions[slot] = reader.ReadInt32();
            slotCode[slot] = (LineCode)reader.ReadByte();
        }

        return new ProbeTables(session, functions, bodyFunctions, bodyKinds, slotFunctions, slotCode, reader.ReadBoolean());
    }
}
