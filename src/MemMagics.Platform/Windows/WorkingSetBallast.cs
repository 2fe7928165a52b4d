namespace MemMagics.Platform.Windows;

/// <summary>Memory that is touched for no other reason than to raise this process's working set to its lifetime mark. It counts towards no limit.</summary>
internal sealed unsafe class WorkingSetBallast
{
    // What is touched in one go before it is looked how much is missing; and how often: the working set may shrink meanwhile.
    private const int MostBlocks = 8;

    private readonly nint[] _starts = new nint[MostBlocks];
    private readonly nint[] _sizes = new nint[MostBlocks];
    private int _count;
    private bool _isRaised;

    /// <summary>How much there is, in bytes.</summary>
    public long Bytes
    {
        get
        {
            nint sum = 0;
            for (var i = 0; i < _count; i++)
                sum += _sizes[i];
            return sum;
        }
    }

    /// <summary>Whether the mark was reached, and all of the ballast is still in the working set: otherwise the mark says nothing. Allocates nothing.</summary>
    public bool IsResident
    {
        get
        {
            for (var i = 0; i < _count; i++)
            {
                if (!MemoryCalls.AreResident((byte*)_starts[i], _sizes[i]))
                    return false;
            }

            return _isRaised;
        }
    }

    /// <summary>Raises the working set to the mark.</summary>
    public void Raise()
    {
        Drop();

        // A function of the system is looked up when it is first called, for which the runtime allocates: not while something is measured.
        byte here;
        _ = MemoryCalls.AreResident(&here, 1);
        for (nint bytes; !(_isRaised = (bytes = Missing()) <= 0) && _count < MostBlocks;)
        {
            // Not at the cost of others: a figure that the machine has no room for is not given.
            if (bytes > MemoryCalls.Available() / 2)
                return;

            var block = MemoryCalls.Allocate(bytes);
            if (block == null)
                return;

            (_starts[_count], _sizes[_count]) = ((nint)block, bytes);
            _count++;
            for (nint page = 0; page < bytes; page += Environment.SystemPageSize)
                block[page] = 1;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Drop()
    {
        for (; _count > 0; _count--)
            MemoryCalls.Free((byte*)_starts[_count - 1]);
        _isRaised = false;
    }

    private static nint Missing()
    {
        var counters = MemoryCalls.CountersOf(Kernel32.ThisProcess);
        return counters.LargestWorkingSet - counters.WorkingSet;
    }
}
