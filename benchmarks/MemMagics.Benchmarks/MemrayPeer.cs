using System.Diagnostics;

namespace MemMagics.Benchmarks;

/// <summary>
/// The same loop in Python under memray, which samples nothing either: with <c>trace_python_allocators</c> every object is recorded with its stack.
/// Needs Debian's <c>python3-memray</c>, or a <c>python3</c> on the path that has it.
/// </summary>
internal static class MemrayPeer
{
    private const string Source = """
        import os, sys, time, tempfile
        try:
            import memray
        except ImportError:
            print(f"memray: not installed for {sys.executable}, so there is no peer to compare with")
            sys.exit(0)

        def allocate(n):
            for _ in range(n):
                last = object()

        def down(depth, n):
            if depth > 0:
                return down(depth - 1, n)
            return allocate(n)

        def timed(frames, n):
            start = time.perf_counter()
            down(frames - 2, n)
            return time.perf_counter() - start

        def recorded(frames, n):
            with tempfile.TemporaryDirectory() as folder:
                file = os.path.join(folder, "memray.bin")
                start = time.perf_counter()
                with memray.Tracker(file, trace_python_allocators=True):
                    down(frames - 2, n)
                with memray.FileReader(file) as reader:
                    sites = sum(1 for _ in reader.get_temporary_allocation_records(merge_threads=True))
                return time.perf_counter() - start

        n = int(sys.argv[1])
        for frames in (5, 20, 64):
            plain, traced = [], []
            for _ in range(5):
                plain.append(timed(frames, n))
                traced.append(recorded(frames, n) - recorded(frames, 0))
            middle = lambda values: sorted(values)[len(values) // 2]
            print(f"{frames:<8}{middle(plain) / n * 1e9:11,.0f} ns{(middle(traced) - middle(plain)) / n * 1e9:11,.0f} ns   memray {memray.__version__}, read and merged")
        """;

    public static void Run(int objects)
    {
        var script = Path.Combine(Directory.CreateTempSubdirectory("memmagics-memray").FullName, "memray_peer.py");
        File.WriteAllText(script, Source);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { script, $"{objects}" } })!;
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("memray: Python is not installed, so there is no peer to compare with");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        }
    }
}
