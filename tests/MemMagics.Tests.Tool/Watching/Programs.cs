namespace MemMagics.Tests.Watching;

/// <summary>Programs to be watched. What they wait for are events, never a time.</summary>
internal static class Programs
{
    /// <summary>
    /// Python that touches MB megabytes, then waits until the tool, which is one of its ancestors, has read its memory: the thread that does has gone to sleep twice more.
    /// </summary>
    public const string Hold = """
        import os, sys, time

        def sampler():
            pid = os.getpid()
            while pid > 1:
                for task in os.listdir(f'/proc/{pid}/task'):
                    if open(f'/proc/{pid}/task/{task}/comm').read().strip() == 'memory':
                        return f'/proc/{pid}/task/{task}/status'
                pid = int(open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()[1])
            raise SystemExit('nobody watches')

        def sleeps(path):
            return int(next(line for line in open(path) if line.startswith('voluntary_ctxt_switches')).split()[1])

        def seen():
            path = sampler()
            before = sleeps(path)
            while sleeps(path) < before + 3:
                time.sleep(0.001)

        def hold(megabytes):
            block = bytearray(megabytes << 20)
            for page in range(0, len(block), 4096):
                block[page] = 1
            return block

        """;
}
