using MemMagics.Wire.Runtime;

namespace MemMagics.Wire.Messages;

/// <summary>What a worker needs to compute the notebook's hash codes, and to prove that it does.</summary>
/// <param name="Seeds">The notebook's seeds.</param>
/// <param name="Samples">Its hash codes of <see cref="HashSamples"/>.</param>
/// <param name="Types">Its hash codes of <c>CommonTypes</c>.</param>
public sealed record HashOffer(HashSeeds Seeds, IReadOnlyList<int> Samples, IReadOnlyList<int> Types)
{
    /// <summary>The offer of this process; <see langword="null"/> when this runtime does not tell its seeds.</summary>
    public static HashOffer? OfThisProcess(IReadOnlyList<int> types) => HashSeeds.OfThisProcess() is { } seeds ? new HashOffer(seeds, HashSamples.Compute(), types) : null;

    /// <summary>Takes the seeds over.</summary>
    /// <returns>Whether this process computes the same hash codes now.</returns>
    public bool Accept() => Seeds.Adopt() && HashSamples.Compute().AsSpan().SequenceEqual([.. Samples]);

    public void Write(BinaryWriter writer)
    {
        Seeds.Write(writer);
        writer.WriteList(Samples, static (to, sample) => to.Write(sample));
        writer.WriteList(Types, static (to, hash) => to.Write(hash));
    }

    public static HashOffer Read(BinaryReader reader) =>
        new(HashSeeds.Read(reader), reader.ReadList(static from => from.ReadInt32()), reader.ReadList(static from => from.ReadInt32()));
}
