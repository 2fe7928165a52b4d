using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State;

/// <summary>
/// The hash codes that the runtime gives to objects as such (<c>object.GetHashCode</c>, <see cref="RuntimeHelpers.GetHashCode(object)"/>): random, drawn when
/// an object is first asked, and kept in its header from then on. They travel with their objects, so that whatever a program found by them is
/// found in the worker, too.
/// </summary>
/// <remarks>The header is the four bytes before the object's type (syncblk.h in the runtime). It is used only if it proves to be so on a few objects.</remarks>
public static unsafe class IdentityHashes
{
    private const int HashOrSyncBlock = 0x08000000, Hash = 0x0C000000, HashBits = (1 << 26) - 1;
    private static readonly int s_distance = nint.Size + sizeof(int);

    /// <summary>Whether this runtime keeps them where they are expected.</summary>
    public static bool AreKnown { get; } = Verified();

    /// <summary>The object's; 0 when it has never been asked for one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(object value)
    {
        // Never a reference to the header in a local: the collector would take it for one to the object before.
        fixed (byte* body = &ObjectBody.Of(value))
        {
            var header = *(int*)(body - s_distance);
            return (header & HashOrSyncBlock) == 0 ? 0 : InHeader(header, value);
        }
    }

    /// <summary>Gives an object its hash code, before anybody has asked it for one.</summary>
    /// <returns>Whether that is its hash code now.</returns>
    public static bool Set(object value, int hash)
    {
        if (hash is <= 0 or > HashBits)
            return false;
        fixed (byte* body = &ObjectBody.Of(value))
            Interlocked.CompareExchange(ref *(int*)(body - s_distance), Hash | hash, 0);
        return Of(value) == hash;
    }

    /// <summary>An object that was also locked has its hash code in a block of its own, and the runtime knows where.</summary>
    private static int InHeader(int header, object value) => (header & Hash) == Hash ? header & HashBits : RuntimeHelpers.GetHashCode(value);

    private static bool Verified()
    {
        const int Sample = 0x1234567;
        var (given, asked, never) = (new object(), new object(), new object());
        var hash = RuntimeHelpers.GetHashCode(asked);
        if (Of(asked) != hash || Of(never) != 0 || !Set(given, Sample) || given.GetHashCode() != Sample)
            return false;
        lock (given)
            return RuntimeHelpers.GetHashCode(given) == Sample && Of(given) == Sample && !Set(given, Sample + 1);
    }
}
