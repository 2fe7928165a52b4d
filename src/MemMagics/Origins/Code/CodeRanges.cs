namespace MemMagics.Origins.Code;

/// <summary>Machine code by address. What is loaded where other code was replaces it: the runtime frees dynamic methods and uses their memory again.</summary>
internal sealed class CodeRanges
{
    private readonly Dictionary<ulong, (NativeCode Code, int Order)> _byStart = [];
    private List<(NativeCode Code, int Order)>? _sorted;
    private int _order;

    /// <summary>Adds code.</summary>
    /// <returns>Whether it is new: a load that is told again is left out.</returns>
    public bool Add(NativeCode code)
    {
        if (_byStart.TryGetValue(code.Start, out var known) && known.Code.Handle == code.Handle && known.Code.End == code.End)
            return false;

        _byStart[code.Start] = (code, _order++);
        _sorted = null;
        return true;
    }

    /// <summary>The method whose code an address is in; <see langword="null"/> for none.</summary>
    public NativeCode? Find(ulong address)
    {
        _sorted ??= WithoutReplaced();
        var (first, end) = (0, _sorted.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (_sorted[middle].Code.Start <= address)
                first = middle + 1;
            else
                end = middle;
        }

        return first > 0 && address < _sorted[first - 1].Code.End ? _sorted[first - 1].Code : null;
    }

    private List<(NativeCode Code, int Order)> WithoutReplaced()
    {
        var kept = new List<(NativeCode Code, int Order)>(_byStart.Count);
        foreach (var code in _byStart.Values.OrderBy(static code => code.Code.Start))
        {
            while (kept.Count > 0 && kept[^1].Code.End > code.Code.Start && kept[^1].Order < code.Order)
                kept.RemoveAt(kept.Count - 1);

            if (kept.Count == 0 || kept[^1].Code.End <= code.Code.Start)
                kept.Add(code);
        }

        return kept;
    }
}
