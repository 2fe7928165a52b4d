using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Wire.Runtime;

/// <summary>
/// Where the runtime's own data structures have their fields, as it publishes that for debuggers: a text behind an exported symbol.
/// (runtime, docs/design/datacontracts/contract-descriptor.md.)
/// </summary>
public static unsafe class RuntimeDataContract
{
    private const ulong Magic = 0x0043_4144_4343_4E44;

    private static readonly Lazy<string> s_descriptor = new(Read);

    /// <summary>The offset of a field; <see langword="null"/> when this runtime does not publish it.</summary>
    public static int? OffsetOf(string type, string field) =>
        Object(type) is { } fields && Number(fields, field) is { } offset ? offset : null;

    /// <summary>The version of the rules by which structures of one kind are to be read; <see langword="null"/> when this runtime does not publish it.</summary>
    public static int? VersionOf(string contract) => Object("contracts") is { } contracts ? Number(contracts, contract) : null;

    /// <summary>What is between the braces after a name. What is looked up here has no braces inside.</summary>
    private static string? Object(string name)
    {
        var descriptor = s_descriptor.Value;
        var start = descriptor.IndexOf($"\"{name}\":{{", StringComparison.Ordinal);
        return start < 0 || descriptor.IndexOf('}', start) is var end && end < 0 ? null : descriptor[(start + name.Length + 4)..end];
    }

    /// <summary>A number, alone or first in an array: <c>"Module":24</c> or <c>"GCHandle":[304,"GCHandle"]</c>.</summary>
    private static int? Number(string fields, string name)
    {
        var start = fields.IndexOf($"\"{name}\":", StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = fields.AsSpan(start + name.Length + 3).TrimStart('[');
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? rest : rest[..end], out var number) ? number : null;
    }

    private static string Read()
    {
        if (!NativeLibrary.TryLoad(System.IO.Path.Combine(DotnetHost.RuntimeFolder, HostPlatform.Names.RuntimeLibrary), out var runtime)
            || !NativeLibrary.TryGetExport(runtime, "DotNetRuntimeContractDescriptor", out var symbol))
            return "";
        var header = (Header*)symbol;
        return header->Magic == Magic ? new string((sbyte*)header->Text, 0, (int)header->Length) : "";
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Header
    {
        public readonly ulong Magic;
        private readonly uint _flags;
        public readonly uint Length;
        public readonly byte* Text;
    }
}
