namespace MemMagics.Wire.Messages;

/// <summary>Resident memory at a moment of a call, and how many collections there had been.</summary>
/// <param name="Elapsed">Time since the call began.</param>
/// <param name="Resident">Resident memory in bytes.</param>
/// <param name="Gen0">Collections of generation 0 since the call began, as the runtime counts them: those of older generations among them.</param>
/// <param name="Gen1">The same of generation 1.</param>
/// <param name="Gen2">The same of generation 2.</param>
public sealed record ResidentSample(TimeSpan Elapsed, long Resident, int Gen0, int Gen1, int Gen2)
{
    /// <summary>Whether it can follow another one.</summary>
    public bool IsAfter(ResidentSample earlier) =>
        Elapsed >= earlier.Elapsed && Gen0 >= earlier.Gen0 && Gen1 >= earlier.Gen1 && Gen2 >= earlier.Gen2;

    /// <summary>Whether a process can have sent it.</summary>
    public bool IsPossible => Resident >= 0 && Gen0 >= Gen1 && Gen1 >= Gen2 && Gen2 >= 0;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Elapsed.Ticks);
        writer.Write(Resident);
        writer.Write(Gen0);
        writer.Write(Gen1);
        writer.Write(Gen2);
    }

    public static ResidentSample Read(BinaryReader reader) => new(reader.ReadDuration(), reader.ReadFigure(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
}
