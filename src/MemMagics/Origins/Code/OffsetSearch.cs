namespace MemMagics.Origins.Code;

/// <summary>Finds a statement's code.</summary>
internal static class OffsetSearch
{
    /// <summary>The index of the last of some ascending offsets that is not after another; -1 when all are.</summary>
    public static int LastAtOrBefore(uint[] ascending, uint offset)
    {
        var (first, end) = (0, ascending.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (ascending[middle] <= offset)
                first = middle + 1;
            else
                end = middle;
        }

        return first - 1;
    }
}
