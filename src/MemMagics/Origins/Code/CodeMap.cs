using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;
using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>The compiled code of a process, from the events of its runtime: leads from a return address to the functions that were running there, inlined ones among them.</summary>
/// <remarks>
/// The process needs <c>DOTNET_RichDebugInfo=1</c>, and a session from its start on: what was compiled before a session is named when it
/// ends, but without its inlined functions. Code that was compiled ahead of time has a name only; none of notebooks is.
/// </remarks>
internal sealed class CodeMap
{
    // dotnet/runtime, src/coreclr/vm/ClrEtwAll.man
    private const int MethodDetails = 72;
    private const int MethodLoadVerbose = 143;
    private const int ModuleLoad = 152;
    private const int ModuleUnload = 153;
    private const int AssemblyLoad = 154;
    private const int JittedMethodRichDebugInfo = 189;
    private const int MethodILToNativeMap = 190;

    // MethodDCEndVerbose, ModuleDCEnd, AssemblyDCEnd: what is loaded when a session ends.
    private const int MethodEndVerbose = 144;
    private const int ModuleEnd = 154;
    private const int AssemblyEnd = 156;

    /// <summary>The numbers of the runtime's own events that are read here.</summary>
    public static readonly IReadOnlyList<int> RuntimeEvents = [MethodDetails, MethodLoadVerbose, ModuleLoad, ModuleUnload, AssemblyLoad, MethodILToNativeMap];

    private readonly LoadedModules _modules = new();
    private readonly CodeRanges _ranges = new();
    private readonly Dictionary<ulong, NativeCode> _latest = []; // by method: events about its code follow its load
    private readonly Dictionary<ulong, MethodDescription> _descriptions = [];
    private readonly Dictionary<NativeCode, Dictionary<uint, HashSet<CodeTarget>>> _seen = [];
    private readonly Dictionary<NativeCode, ObservedCode> _observed = [];
    private readonly Dictionary<ulong, (ulong Type, ulong Module)> _details = [];
    private readonly Dictionary<ulong, byte[]> _unfinished = [];

    /// <summary>Takes an event. The events of one thread have to come in their order.</summary>
    /// <returns>Whether the event says something about code.</returns>
    public bool Add(EventProvider provider, int number, ReadOnlySpan<byte> payload)
    {
        switch (provider, number)
        {
            case (EventProvider.Runtime, AssemblyLoad) or (EventProvider.Rundown, AssemblyEnd):
                _modules.AddAssembly(new EventPayload(payload));
                return true;
            case (EventProvider.Runtime, ModuleLoad) or (EventProvider.Rundown, ModuleEnd):
                _modules.AddModule(new EventPayload(payload));
                return true;
            case (EventProvider.Runtime, ModuleUnload):
                _modules.RemoveModule(new EventPayload(payload));
                return true;
            case (EventProvider.Runtime, MethodLoadVerbose) or (EventProvider.Rundown, MethodEndVerbose):
                AddCode(NativeCode.Read(new EventPayload(payload), _modules));
                return true;
            case (EventProvider.Runtime, MethodILToNativeMap):
                AddOffsets(new EventPayload(payload));
                return true;
            case (EventProvider.Runtime, MethodDetails):
                AddDetails(new EventPayload(payload));
                return true;
            case (EventProvider.Private, JittedMethodRichDebugInfo):
                AddInlined(new EventPayload(payload));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a module was unloaded at some time, so that handles of its types may mean nothing any more.</summary>
    public bool WasUnloaded(ulong module) => _modules.WasUnloaded(module);

    /// <summary>The methods whose code is needed to tell where in it a call or an object is written: their process can describe them.</summary>
    /// <param name="returnAddresses">Where frames go on.</param>
    public IReadOnlyList<MethodHandle> Undescribed(IEnumerable<ulong> returnAddresses)
    {
        var trees = returnAddresses.Select(address => _ranges.Find(address - 1)?.Inlined).OfType<InlineTree>().Distinct();
        var handles = trees.SelectMany(static tree => tree.Methods).Where(handle => !_descriptions.ContainsKey(handle) && _details.TryGetValue(handle, out var details) && !_modules.WasUnloaded(details.Module));
        return [.. handles.Distinct().Select(handle => new MethodHandle(handle, _details[handle].Type))];
    }

    /// <summary>Takes the answer to <see cref="Undescribed"/>.</summary>
    public void Describe(IEnumerable<MethodHandle> methods, IEnumerable<MethodDescription> descriptions)
    {
        foreach (var (method, description) in methods.Zip(descriptions).Where(static described => described.Second != MethodDescription.Unknown))
            _descriptions[method.Method] = description;
    }

    /// <summary>Takes all that was recorded, before the first <see cref="Find"/>: what a frame called or made tells where in it that is written.</summary>
    public void Observe(CallTree tree, IEnumerable<RecordedSite> sites)
    {
        for (var node = 1; node < tree.Count; node++)
        {
            if (tree.Parent(node) is > 0 and var caller && _ranges.Find(tree.Address(node) - 1) is { Method: var called })
                Observe(tree.Address(caller), CodeTarget.OfCall(called));
        }

        foreach (var site in sites)
            Observe(tree.Address(site.Node), site.IsSampled ? CodeTarget.OfSampledObjects(site.Type) : CodeTarget.OfObjects(site.Type, site.Objects, site.Bytes));
    }

    /// <summary>The method that was compiled to the code at a return address, whatever was inlined there; <see langword="null"/> for code that is not .NET's.</summary>
    public MethodCode? MethodAt(ulong returnAddress) => _ranges.Find(returnAddress - 1)?.Method;

    /// <summary>The functions that were running in the frame that goes on at a return address, and where.</summary>
    /// <param name="returnAddress">Where the frame goes on when what it called returns.</param>
    /// <returns>The outermost first, then what was inlined into it; empty for code that is not .NET's.</returns>
    public IReadOnlyList<CodePlace> Find(ulong returnAddress)
    {
        var address = returnAddress - 1; // in the call itself: what follows can be another line, or another function
        if (_ranges.Find(address) is not { } code)
            return [];

        var native = (uint)(address - code.Start);
        if (code.Inlined is null)
            return [new(code.Method, code.Offsets?.Find(native) ?? -1)];

        if (!_observed.TryGetValue(code, out var observed))
            _observed[code] = observed = new ObservedCode(code, _seen.GetValueOrDefault(code) ?? [], _descriptions.GetValueOrDefault);

        var places = new List<CodePlace>();
        for (var at = observed.Find(native); at is not null; at = at.Caller)
        {
            if ((at.Node == 0 ? code.Method : Named(code.Inlined.Methods[at.Node])) is { } method)
                places.Add(new(method, at.Offset));
        }

        places.Reverse();
        return places;
    }

    private void Observe(ulong returnAddress, CodeTarget target)
    {
        if (_ranges.Find(returnAddress - 1) is not { Inlined: not null } code)
            return;

        if (!_seen.TryGetValue(code, out var seen))
            _seen[code] = seen = [];

        var native = (uint)(returnAddress - 1 - code.Start);
        if (!seen.TryGetValue(native, out var targets))
            seen[native] = targets = [];

        targets.Add(target);
    }

    /// <summary>A method by its handle: as its load told, or, when it was never compiled by itself, as its process does.</summary>
    private MethodCode? Named(ulong handle)
    {
        if (_latest.TryGetValue(handle, out var code))
            return code.Method;

        return _descriptions.TryGetValue(handle, out var method) ? MethodCode.Of(method) : null;
    }

    private void AddCode(NativeCode code)
    {
        if (_ranges.Add(code))
            _latest[code.Handle] = code;
    }

    private void AddOffsets(EventPayload payload)
    {
        if (_latest.TryGetValue(payload.ReadUInt64(), out var code))
            code.Offsets = OffsetMap.Read(payload);
    }

    private void AddDetails(EventPayload payload)
    {
        var (method, type) = (payload.ReadUInt64(), payload.ReadUInt64());
        payload.Skip(4 + 4); // token, number of type arguments
        _details[method] = (type, payload.ReadUInt64());
    }

    // Long information comes in pieces of 40,000 bytes.
    private void AddInlined(EventPayload payload)
    {
        const uint Last = 0x8000_0000;

        payload.Skip(2); // which runtime
        var handle = payload.ReadUInt64();
        payload.Skip(16); // versions of its native code and of its IL
        var piece = payload.ReadUInt32();
        var bytes = payload.ReadBytes((int)payload.ReadUInt32());
        byte[] whole = _unfinished.Remove(handle, out var earlier) && piece != 0 && piece != Last ? [.. earlier, .. bytes] : bytes.ToArray();
        if ((piece & Last) == 0)
            _unfinished[handle] = whole;
        else if (_latest.TryGetValue(handle, out var code))
            code.Inlined = InlineTree.Read(new EventPayload(whole));
    }
}
