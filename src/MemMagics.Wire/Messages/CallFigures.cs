namespace MemMagics.Wire.Messages;

/// <summary>The figures of one call, as the meter read them. Sizes in bytes; a figure that the platform does not provide is <see langword="null"/>.</summary>
public sealed record CallFigures(
    long Allocated, long? Peak, long Increment, long? Retained, int Gen0, int Gen1, int Gen2, TimeSpan Elapsed)
{
    /// <summary>When the call began, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp, whose clock is the same in all processes.</summary>
    public long StartedAt { get; init; }

    /// <summary>Whether <see cref="Peak"/> is the largest of samples, and not the system's own mark. Known to the engine only.</summary>
    public bool IsPeakSampled { get; init; }

    /// <summary>When it ended.</summary>
    public long EndedAt { get; init; }

    /// <summary>The process's resident memory right before it.</summary>
    public long ResidentBefore { get; init; }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Allocated);
        WriteOptional(writer, Peak);
        writer.Write(Increment);
        WriteOptional(writer, Retained);
        writer.Write(Gen0);
        writer.Write(Gen1);
        writer.Write(Gen2);
        writer.Write(Elapsed.Ticks);
        writer.Write(StartedAt);
        writer.Write(EndedAt);
        writer.Write(ResidentBefore);
    }

    public static CallFigures Read(BinaryReader reader) => new(
        reader.ReadFigure(), ReadOptional(reader), reader.ReadFigure(), ReadOptional(reader),
        reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDuration())
    {
        StartedAt = reader.ReadInt64(),
        EndedAt = reader.ReadInt64(),
        ResidentBefore = reader.ReadFigure(),
    };

    private static void WriteOptional(BinaryWriter writer, long? value)
    {
        writer.Write(value.HasValue);
        writer.Write(value.GetValueOrDefault());
    }

    private static long? ReadOptional(BinaryReader reader)
    {
        var exists = reader.ReadBoolean();
        var value = reader.ReadFigure();
        return exists ? value : null;
    }
}
