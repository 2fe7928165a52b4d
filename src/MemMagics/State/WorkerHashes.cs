using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Whether workers compute the hash codes that this process computes. They are given its seeds when they start, and prove it before they rebuild anything.</summary>
internal static class WorkerHashes
{
    private static readonly HashOffer? s_offer = Environment.GetEnvironmentVariable("MEMMAGICS_HASHES") == "apart" || !IdentityHashes.AreKnown ? null : HashOffer.OfThisProcess(CommonTypes.Hashes());
    private static volatile bool s_refuted;

    /// <summary>What a worker is given; <see langword="null"/> when this runtime does not tell, or when the environment variable <c>MEMMAGICS_HASHES</c> is <c>apart</c>.</summary>
    public static HashOffer? Offer => OfferInTests ?? s_offer;

    /// <summary>Whether snapshots may rely on it.</summary>
    public static bool AreSame => Offer is not null && !s_refuted;

    /// <summary>In place of the offer of this process.</summary>
    internal static HashOffer? OfferInTests { get; set; }

    /// <summary>A worker computes others, so that from now on tables are built again there.</summary>
    public static void Refute() => s_refuted = true;

    /// <summary>Takes <see cref="Refute"/> back.</summary>
    internal static void ForgetInTests() => s_refuted = false;
}
