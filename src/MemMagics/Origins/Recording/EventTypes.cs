using System.Runtime.InteropServices;
using MemMagics.Origins.Events;

namespace MemMagics.Origins.Recording;

/// <summary>What events say about the types of objects. It names those that have been unloaded, which nobody can ask about any more.</summary>
internal sealed class EventTypes
{
    /// <summary>Keywords Type and GCHeapAndTypeNames.</summary>
    public const ulong Keywords = 0x108_0000;

    /// <summary>The number of the event BulkType.</summary>
    public const int Bulk = 15;

    private const int Array = 8;

    private readonly Dictionary<long, (ulong Module, string Name, long[] Arguments, bool IsArray)> _types = [];

    /// <summary>BulkType: count, instance of the runtime (2 bytes), and of each type its handle, its module, a token (4 bytes), flags (4), its kind (1), its name (zero-terminated), and its type arguments with their count.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        var count = MemoryMarshal.Read<int>(payload);
        for (payload = payload[6..]; count > 0; count--)
        {
            var text = payload[25..];
            var length = text.IndexOf("\0\0"u8) is >= 0 and var end ? (end + 1) / sizeof(char) : 0;
            var name = MemoryMarshal.Cast<byte, char>(text)[..length].ToString();
            var arguments = text[((length + 1) * sizeof(char))..];
            var handles = MemoryMarshal.Cast<byte, long>(arguments.Slice(sizeof(int), MemoryMarshal.Read<int>(arguments) * sizeof(long)));
            var isArray = (MemoryMarshal.Read<int>(payload[20..]) & Array) != 0 && handles.Length > 0;
            _types[MemoryMarshal.Read<long>(payload)] = (MemoryMarshal.Read<ulong>(payload[8..]), name, handles.ToArray(), isArray);
            payload = arguments[(sizeof(int) + (handles.Length * sizeof(long)))..];
        }
    }

    /// <summary>The modules that a type needs: its own, and those of its type arguments or elements. None when it is not known.</summary>
    public IEnumerable<ulong> ModulesOf(long type) =>
        _types.TryGetValue(type, out var known) ? known.Arguments.Where(argument => argument != type).SelectMany(ModulesOf).Prepend(known.Module) : [];

    /// <summary>The name of a type as near to C# as the events come, without its type arguments; <see langword="null"/> when it is not known.</summary>
    public string? NameOf(long type) =>
        !_types.TryGetValue(type, out var known) ? null
        : !known.IsArray ? string.Join('.', RuntimeTypeName.Levels(known.Name, []).Select(static level => level.Text))
        : NameOf(known.Arguments[0]) is { } element ? element + "[]"
        : null;
}
