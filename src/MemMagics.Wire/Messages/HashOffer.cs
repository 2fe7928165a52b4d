using MemMagics.Wire.Platform;

namespace MemMagics.Wire.Messages;

/// <summary>What a worker needs to compute the notebook's hash codes, and to prove that it does.</summary>
/// <param name="Seeds">The notebook's seeds.</param>
/// <param name="Samples">Its hash codes of <see cref="HashSamples"/>.</param>
public sealed record HashOffer(HashSeeds Seeds, IReadOnlyList<int> Samples)
{
    /// <summary>The offer of this process; <see langword="null"/> when this runtime does not tell its seeds.</summary>
    public static HashOffer? OfThisProcess() => HashSeeds.OfThisProcess() is { } seeds ? new HashOffer(seeds, HashSamples.Compute()) : null;

    /// <summary>Takes the seeds over.</summary>
    /// <returns>Whether this process computes the same hash codes now.</returns>
    public bool Accept() => Seeds.Adopt() && HashSamples.Compute().AsSpan().SequenceEqual([.. Samples]);

    public void Write(BinaryWriter writer)
    {
        Seeds.Write(writer);
        writer.WriteList(Samples, static (to, sample) => to.Write(sample));
    }

    public static HashOffer Read(BinaryReader reader) => new(HashSeeds.Read(reader), reader.ReadList(static from => from.ReadInt32()));
}
