using MemMagics.Origins.Events;

namespace MemMagics.Origins.Code;

/// <summary>A method's machine code. A method can have several: one for each tier, and for each instantiation of a generic one.</summary>
internal sealed class NativeCode(ulong handle, ulong start, uint size, Func<MethodCode> method)
{
    private const uint Dynamic = 1; // and stubs
    private readonly Lazy<MethodCode> _method = new(method, LazyThreadSafetyMode.None);

    /// <summary>The runtime's handle of the method.</summary>
    public ulong Handle { get; } = handle;

    /// <summary>The address of its first instruction.</summary>
    public ulong Start { get; } = start;

    /// <summary>The address after its last instruction.</summary>
    public ulong End { get; } = start + size;

    public MethodCode Method => _method.Value;

    /// <summary>Its offsets in IL; <see langword="null"/> when they are not known.</summary>
    public OffsetMap? Offsets { get; set; }

    /// <summary>What was inlined into it; <see langword="null"/> when that is not known.</summary>
    public InlineTree? Inlined { get; set; }

    /// <summary>Reads the event of a load. Assemblies that are loaded later are found too.</summary>
    public static NativeCode Read(EventPayload payload, LoadedModules modules)
    {
        var handle = payload.ReadUInt64();
        var module = payload.ReadUInt64();
        var start = payload.ReadUInt64();
        var size = payload.ReadUInt32();
        var token = (int)payload.ReadUInt32();
        var flags = payload.ReadUInt32();
        var (type, name, signature) = (payload.ReadText(), payload.ReadText(), payload.ReadText());
        return new(handle, start, size, () =>
        {
            var (assembly, path) = (flags & Dynamic) != 0 ? ("", "") : modules.Find(module);
            return new MethodCode(assembly, path, token, type, name, signature);
        });
    }
}
