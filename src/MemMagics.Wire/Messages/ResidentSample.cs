namespace MemMagics.Wire.Messages;

/// <summary>Resident memory at a moment of a call.</summary>
/// <param name="Elapsed">Time since the call began.</param>
/// <param name="Resident">Resident memory in bytes.</param>
public sealed record ResidentSample(TimeSpan Elapsed, long Resident)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Elapsed.Ticks);
        writer.Write(Resident);
    }

    public static ResidentSample Read(BinaryReader reader) => new(reader.ReadDuration(), reader.ReadFigure());
}
