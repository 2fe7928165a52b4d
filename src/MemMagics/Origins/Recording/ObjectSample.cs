namespace MemMagics.Origins.Recording;

/// <summary>An object that the runtime has picked at random, one for each 102,400 allocated bytes on average.</summary>
/// <param name="Time">When it was allocated, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
/// <param name="Node">The function that allocated it: a node of the call tree.</param>
/// <param name="Type">The handle of its type.</param>
/// <param name="Bytes">Its size.</param>
internal record struct ObjectSample(long Time, int Node, long Type, long Bytes)
{
    // dotnet/runtime, src/coreclr/gc/gcinterface.h and docs/design/features/RandomizedAllocationSampling.md.
    private const double MeanInterval = 102_400;

    /// <summary>Whether it was alive in the end.</summary>
    public bool IsAlive { get; set; }

    /// <summary>How many objects of its size it stands for, on average: the inverse of the probability that one is picked.</summary>
    public readonly double Weight => 1 / Probability;

    /// <summary>What it adds to the variance of an estimate of bytes (Horvitz and Thompson).</summary>
    public readonly double Variance => Bytes * (double)Bytes * (1 - Probability) / (Probability * Probability);

    private readonly double Probability => -double.ExpM1(-Bytes / MeanInterval);
}
