using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>Whether this worker computes the notebook's hash codes: it does once it has taken over the notebook's seeds and proved it.</summary>
internal static class HashAgreement
{
    public static bool Holds { get; private set; }

    public static void Reach(HashOffer offer) => Holds = offer.Accept() && IdentityHashes.AreKnown && CommonTypes.Adopt(offer.Types);
}
