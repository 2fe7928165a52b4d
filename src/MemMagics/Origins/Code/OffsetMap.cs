using MemMagics.Origins.Events;

namespace MemMagics.Origins.Code;

/// <summary>Leads from an offset in a method's machine code to one in its IL: for code of an inlined function, to the statement that called it.</summary>
internal sealed class OffsetMap
{
    private readonly uint[] _native;
    private readonly uint[] _il;

    private OffsetMap(uint[] native, uint[] il) => (_native, _il) = (native, il);

    public static OffsetMap Read(EventPayload payload)
    {
        payload.Skip(8 + 1); // version, hot or cold
        var count = payload.ReadUInt16();
        var (il, native) = (new uint[count], new uint[count]);
        foreach (ref var offset in il.AsSpan())
            offset = payload.ReadUInt32();
        foreach (ref var offset in native.AsSpan())
            offset = payload.ReadUInt32();

        // In the order of the code, save for prologues, epilogues and code without a statement, which are no offsets. Of several at one place the last is meant.
        var statements = Enumerable.Range(0, count).Where(index => il[index] <= int.MaxValue).OrderBy(index => native[index]).ToArray();
        return new([.. statements.Select(index => native[index])], [.. statements.Select(index => il[index])]);
    }

    /// <summary>The offset in IL of the statement at an offset in machine code.</summary>
    public int Find(uint native)
    {
        var index = OffsetSearch.LastAtOrBefore(_native, native);
        return index < 0 ? 0 : (int)_il[index]; // the first statement has none when the code begins with it
    }
}
