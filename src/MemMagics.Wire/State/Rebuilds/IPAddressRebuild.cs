using System.Net;
using System.Net.Sockets;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An IP address. It caches its hash code in a field, so it travels by its bytes.</summary>
public sealed class IPAddressRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => typeof(IPAddress);

    public override object?[] TakeApart(object value)
    {
        var address = (IPAddress)value;
        return [address.GetAddressBytes(), address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0L];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (bytes, scope) = ((byte[])parts[0]!, (long)parts[1]!);
        return bytes.Length == 4 ? new IPAddress(bytes) : new IPAddress(bytes, scope);
    }
}
