using System.Diagnostics;

namespace MemMagics.Benchmarks;

/// <summary>The same loop under Python's line profilers, where Debian's <c>python3-memory-profiler</c> and <c>python3-line-profiler</c> are installed.</summary>
internal static class PythonPeers
{
    private const string Source = """
        import sys, time

        def arithmetic(n):
            x = 0.5
            y = 1.5
            for i in range(n):
                x = x * 1.0000001 + i
                y = y * 0.9999999 - x
                if y < -1e9:
                    y = 0
            return x + y

        def best(f, n):
            times = []
            for _ in range(3):
                start = time.perf_counter()
                f(n)
                times.append(time.perf_counter() - start)
            return min(times)

        n = int(sys.argv[1])
        plain = best(arithmetic, n)
        try:
            from line_profiler import LineProfiler
            profiled = best(LineProfiler()(arithmetic), n)
            print(f"%lprun (time only)    {(profiled - plain) / (4 * n) * 1e9:,.0f} ns per line")
        except ImportError:
            print("%lprun                not installed (python3-line-profiler)")
        try:
            import os
            from memory_profiler import profile
            n //= 20
            quiet = open(os.devnull, "w")
            profiled = best(profile(arithmetic, stream=quiet), n)
            print(f"%mprun                {profiled / (4 * n) * 1e9:,.0f} ns per line")
        except ImportError:
            print("%mprun                not installed (python3-memory-profiler)")
        """;

    public static void Run(int iterations)
    {
        // Debian's packages belong to its own interpreter, not to one of pyenv's.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var script = Path.Combine(Directory.CreateTempSubdirectory("memmagics-peers").FullName, "peers.py"); // memory_profiler reads its source from a file
        File.WriteAllText(script, Source);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python) { ArgumentList = { script, $"{iterations}" } })!;
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("Python is not installed: no peers.");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        }
    }
}
