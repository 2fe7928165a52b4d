using MemMagics.Origins;
using MemMagics.Origins.Code;
using MemMagics.Origins.Frames;
using MemMagics.Origins.Recording;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Call paths as they would be recorded, of places that a test names.</summary>
internal sealed class RecordedPaths
{
    private readonly Dictionary<CodePlace[], ulong> _addresses = [];
    private readonly Dictionary<ulong, CodePlace[]> _places = [];
    private readonly List<RecordedSite> _sites = [];

    public CallTree Calls { get; } = new();

    public IReadOnlyCollection<RecordedSite> Sites => _sites;

    /// <summary>Objects that were allocated on a path, the outermost function first. Each is one address; an array, several functions inlined into one another.</summary>
    public RecordedPaths Add(string type, long objects, long bytes, params object[] path) => Add(new RecordedSite(0, type, objects, bytes, Alive: bytes / 2, Variance: 0), path);

    public RecordedPaths Add(RecordedSite site, params object[] path)
    {
        var node = path.Aggregate(0, (node, at) => Calls.Child(node, AddressOf(at)));
        _sites.Add(site with { Node = node });
        return this;
    }

    public AllocationOrigins Build(CodeFrames frames, long missing = 0) => new OriginsBuilder(frames, address => _places[address]).Build(Calls, _sites, missing);

    /// <summary>A function of .NET.</summary>
    public static CodePlace Framework(string type, string name) =>
        new(new MethodCode("System.Private.CoreLib", typeof(object).Assembly.Location, 0x06000001, type, name, ""), -1);

    /// <summary>The measured call.</summary>
    public static CodePlace Measure { get; } =
        new(new MethodCode("MemMagics.Wire", "", 0x06000001, "MemMagics.Wire.Metering.CallMeasurement", "Measure", ""), 0);

    /// <summary>A tree in one line: <c>cell 9:1(Make:2 64 B)</c>.</summary>
    public static string Shown(OriginFrame frame)
    {
        var own = frame.Bytes > 0 ? $" {frame.Bytes} B" : "";
        var children = frame.Children.Count > 0 ? $"({string.Join(", ", frame.Children.Select(Shown))})" : "";
        return $"{frame.Frame}{(frame.Line is { } line ? $":{line}" : "")}{own}{children}";
    }

    private ulong AddressOf(object at)
    {
        var places = at as CodePlace[] ?? [(CodePlace)at];
        var address = _addresses.FirstOrDefault(known => known.Key.SequenceEqual(places)).Value;
        if (address == 0)
        {
            address = (ulong)(_addresses.Count + 1) * 16;
            _addresses.Add(places, address);
            _places.Add(address, places);
        }

        return address;
    }
}
