namespace MemMagics.Wire.Messages;

/// <summary>The worker waits for the engine, right before or right after a measured call. Times are <see cref="System.Diagnostics.Stopwatch"/> timestamps, whose clock is the same in all processes.</summary>
/// <param name="Heap">Bytes of the objects on the heap, garbage included.</param>
/// <param name="MarkType">The handle of the type of two arrays whose events separate those of the call from all others, see <see cref="FirstMark"/> and <see cref="LastMark"/>.</param>
/// <param name="StartedAt">When the call began; 0 before it.</param>
/// <param name="CountedAt">When what had been allocated was read; 0 before it.</param>
public readonly record struct CallPause(long Heap, long MarkType, long StartedAt, long CountedAt)
{
    /// <summary>Length of the array that is allocated right before the meter's first reading of what is allocated.</summary>
    public const int FirstMark = 2;

    /// <summary>Length of the array that is allocated right after the last one.</summary>
    public const int LastMark = 3;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Heap);
        writer.Write(MarkType);
        writer.Write(StartedAt);
        writer.Write(CountedAt);
    }

    public static CallPause Read(BinaryReader reader) => new(reader.ReadFigure(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
}
