namespace MemMagics.Wire.Messages;

/// <summary>What the probe counted, all threads together. The first four arrays have an element for each function, the others for each slot.</summary>
/// <param name="Activations">How often the function was called, recursive calls included.</param>
/// <param name="Allocated">Bytes that its outermost activations allocated.</param>
/// <param name="Increment">Change of resident memory, in bytes, while it was active.</param>
/// <param name="AllocatedElsewhere">Bytes that other threads allocated meanwhile, those on the function's own lines excluded.</param>
/// <param name="SlotOccurrences">How often the sequence point was reached.</param>
/// <param name="SlotAllocated">Bytes allocated between the sequence point and the next one of the same activation.</param>
/// <param name="SlotIncrement">Change of resident memory between the sequence point and the next one.</param>
/// <param name="SlotMemory">The largest resident memory read after the sequence point; 0 when it was never read.</param>
/// <param name="SlotRetained">Live managed bytes added after the sequence point; empty unless asked for.</param>
/// <param name="OnSeveralThreads">Whether profiled code ran on more than one thread.</param>
public sealed record ProbeResult(
    long[] Activations, long[] Allocated, long[] Increment, long[] AllocatedElsewhere,
    long[] SlotOccurrences, long[] SlotAllocated, long[] SlotIncrement, long[] SlotMemory, long[] SlotRetained, bool OnSeveralThreads)
{
    public void Write(BinaryWriter writer)
    {
        foreach (var figures in Arrays())
            writer.WriteFigures(figures);

        writer.Write(OnSeveralThreads);
    }

    public static ProbeResult Read(BinaryReader reader) => new(
        reader.ReadFigures(), reader.ReadFigures(), reader.ReadFigures(), reader.ReadFigures(),
        reader.ReadFigures(), reader.ReadFigures(), reader.ReadFigures(), reader.ReadFigures(), reader.ReadFigures(), reader.ReadBoolean());

    /// <summary>Whether it is of those functions and slots.</summary>
    public bool Fits(ProbeTables tables) =>
        new[] { Activations, Allocated, Increment, AllocatedElsewhere }.All(figures => figures.Length == tables.Functions)
        && new[] { SlotOccurrences, SlotAllocated, SlotIncrement, SlotMemory }.All(figures => figures.Length == tables.Slots)
        && (SlotRetained.Length == tables.Slots || SlotRetained.Length == 0);

    private long[][] Arrays() =>
        [Activations, Allocated, Increment, AllocatedElsewhere, SlotOccurrences, SlotAllocated, SlotIncrement, SlotMemory, SlotRetained];
}
