namespace MemMagics.Worker.Probes;

/// <summary>
/// Holds a lock that is a number in memory until it is disposed. <see cref="Lock"/> allocates an event of 56 B when a thread has to
/// wait for it, which measured code would be charged for (docs/measurements.md, Allocated bytes); this one allocates nothing.
/// </summary>
internal readonly ref struct SpinLocked
{
    private readonly ref int _word;

    /// <summary>Waits until nobody holds the lock, and takes it.</summary>
    /// <param name="word">The lock: 0 while nobody holds it.</param>
    public SpinLocked(ref int word)
    {
        _word = ref word;
        for (var spinner = new SpinWait(); Interlocked.CompareExchange(ref word, 1, 0) != 0;)
            spinner.SpinOnce();
    }

    public void Dispose() => Volatile.Write(ref _word, 0);
}
