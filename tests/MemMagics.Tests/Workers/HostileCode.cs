namespace MemMagics.Tests.Workers;

/// <summary>Code that does what it can to harm the notebook, put together at random from ways to misbehave and from places to do it in.</summary>
internal sealed class HostileCode(Random random)
{
    private static readonly string s_libC = NativeFunctions.LibC(
        "void _exit(int code)", "void abort()", "int kill(int process, int signal)",
        "int close(int descriptor)", "int dup2(int from, int to)", "nint write(int descriptor, byte[] bytes, nint count)",
        "nint read(int descriptor, byte[] bytes, nint count)", "int setsid()", "int setpgid(int process, int group)",
        "int prctl(int option, nint a, nint b, nint c, nint d)", "int setrlimit(int resource, ulong[] limits)", "int munmap(nint address, nint length)",
        "nint signal(int signal, nint handler)", "uint alarm(uint seconds)", "int nice(int increment)",
        "int chmod(string path, uint mode)");

    /// <summary>A cell that the others need: calls of the C library, and what measured code cannot declare itself.</summary>
    public static readonly string Declarations =
        $$"""
        using System.Runtime.InteropServices;
        using System.Threading;
        using Process = System.Diagnostics.Process;
        static unsafe class C
        {
            {{s_libC}}
            public static int Own => Environment.ProcessId;
            public static void Garbage(int descriptor) { var bytes = new byte[64]; new Random(descriptor).NextBytes(bytes); write(descriptor, bytes, bytes.Length); }
            public static int Deep(int n) => n < 0 ? n : Deep(n + 1) + Deep(n + 2);
            public static void Shell(string script) { using var p = Process.Start("sh", new[] { "-c", script }); p.WaitForExit(); }
        }
        class Kept { public static object Object; public static readonly List<object> All = new(); }
        class Finalized { readonly Action _act; public Finalized(Action act) { _act = act; } ~Finalized() => _act(); }
        class Initialised { public static Action Act; static Initialised() { Act(); } public static int Value = 1; }
        class Writer : System.IO.StringWriter { public override void Write(string s) => throw new InvalidOperationException("no"); public override void Flush() { while (true) Thread.Sleep(100); } }
        class Loud : Exception { public override string Message { get { Console.Write(new string('x', 100_000)); return null; } } }
        """;

    private static readonly string[] s_ways =
    [
        // the end of the process
        "Environment.Exit(0);", "Environment.Exit(134);", "Environment.Exit(255);", "C._exit(7);", "C._exit(0);", "C.abort();", "Environment.FailFast(new string('x', 100_000));",
        "C.kill(C.Own, 9);", "C.kill(C.Own, 11);", "C.kill(C.Own, 15);", "C.kill(C.Own, 2);", "C.kill(C.Own, 1);", "C.kill(C.Own, 13);", "C.kill(C.Own, 10);", "C.kill(C.Own, 19);", "C.kill(0, 9);",
        "C.alarm(1);", "for (var s = 1; s < 65; s++) C.signal(s, 1);", "C.signal(17, 1);", "Environment.ExitCode = 77;",
        // memory
        "C.Deep(0);", "Marshal.WriteByte((nint)0x12345678, 1);", "Marshal.WriteInt64((nint)0, 1);", "C.munmap((nint)(Marshal.GetFunctionPointerForDelegate((Action)(() => { })) & ~0xFFF), 4096);",
        "while (true) { var b = new byte[4 << 20]; b.AsSpan().Fill(1); Kept.All.Add(b); }", "while (true) { var p = Marshal.AllocHGlobal(4 << 20); for (var i = 0; i < 4 << 20; i += 4096) Marshal.WriteByte(p, i, 1); }",
        "GC.AddMemoryPressure(long.MaxValue / 2);", "GC.TryStartNoGCRegion(1 << 20);", "System.Runtime.GCSettings.LatencyMode = System.Runtime.GCLatencyMode.SustainedLowLatency;",
        "AppContext.SetData(\"GCHeapHardLimit\", 1UL << 20); try { GC.RefreshMemoryLimit(); } catch { }", "for (var i = 0; i < 1000; i++) GCHandle.Alloc(new byte[100], GCHandleType.Pinned);",
        "var m = typeof(string).GetMethods(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static); Kept.Object = m;",
        // descriptors and streams
        "for (var d = 0; d < 3; d++) C.close(d);", "for (var d = 3; d < 64; d++) C.close(d);", "for (var d = 3; d < 64; d++) C.Garbage(d);", "for (var d = 0; d < 64; d++) C.Garbage(d);",
        "for (var d = 1; d < 64; d++) C.dup2(0, d);", "foreach (var d in Enumerable.Range(3, 60)) C.write(d, new byte[] { 0, 0, 0, 0, 14 }, 5);", "foreach (var d in Enumerable.Range(3, 60)) C.write(d, new byte[] { 255, 255, 255, 127, 8 }, 5);",
        "foreach (var d in Enumerable.Range(3, 60)) C.write(d, new byte[] { 6, 183, 134, 130, 200 }, 5);", "try { while (true) Kept.All.Add(File.OpenRead(\"/dev/null\")); } catch (IOException) { }", "C.setrlimit(7, new ulong[] { 0, 0 });",
        "C.setrlimit(10, new ulong[] { 1, 1 });", "C.setrlimit(0, new ulong[] { 1, 1 });", "C.setrlimit(1, new ulong[] { 0, 0 });", "C.setrlimit(6, new ulong[] { 1, 1 });",
        "Console.SetOut(null);", "Console.SetOut(new Writer());", "Console.SetError(new Writer());", "Console.Out.Close(); Console.Error.Close();", "Console.OutputEncoding = Encoding.UTF32; Console.Write(\"x\");",
        "Console.Write(new string('x', 3_000_000));", "var s = Console.OpenStandardOutput(); for (var i = 0; i < 256; i++) s.WriteByte((byte)i);", "Console.Write(\"\\x1b]0;title\\a\\x1b[2J\\r\\0[end]\");",
        "Console.In.ReadToEnd();", "Console.CancelKeyPress += (_, e) => e.Cancel = true;", "new Thread(() => { lock (Console.Out) Thread.Sleep(-1); }) { IsBackground = true }.Start();",
        // exceptions
        "throw new Loud();", "throw new Exception(new string('x', 5_000_000));", "throw null;", "throw new AggregateException(Enumerable.Range(0, 10_000).Select(i => new Exception(\"e\" + i)));",
        "Exception e = new Exception(); for (var i = 0; i < 10_000; i++) e = new Exception(\"i\", e); throw e;", "throw new OperationCanceledException();", "throw new ThreadInterruptedException();",
        // threads
        "Thread.CurrentThread.Interrupt();", "var main = Thread.CurrentThread; new Thread(() => { for (var i = 0; i < 50; i++) { main.Interrupt(); Thread.Sleep(1); } }) { IsBackground = true }.Start();",
        "for (var i = 0; i < 30; i++) new Thread(() => Thread.Sleep(-1)).Start();", "new Thread(() => throw new Exception(\"on a thread\")).Start();", "for (var i = 0; i < 200; i++) ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(-1));",
        "Kept.Object = new Timer(_ => Kept.All.Add(new byte[100]), null, 0, 1);", "ThreadPool.SetMaxThreads(Environment.ProcessorCount, Environment.ProcessorCount);", "Monitor.Enter(typeof(object)); Monitor.Enter(typeof(string)); Monitor.Enter(\"\");",
        "Thread.CurrentThread.Priority = ThreadPriority.Lowest;", "SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());", "ExecutionContext.SuppressFlow();", "_ = Task.Run(() => throw new Exception(\"nobody sees\"));",
        // children
        "Process.Start(\"sleep\", \"86399\");", "C.Shell(\"setsid sleep 86399 &\");", "C.Shell(\"(setsid env -i /bin/sleep 86399 > /dev/null 2>&1 &) &\");", "C.Shell(\"nohup sh -c 'while true; do setsid sleep 86399 & sleep 0.2; done' > /dev/null 2>&1 &\");",
        "C.Shell(\"yes | head -c 1000000\");", "C.setsid(); C.setpgid(0, 0); C.Shell(\"sleep 86399 &\");", "C.prctl(1, 0, 0, 0, 0);", "C.prctl(36, 1, 0, 0, 0); C.Shell(\"(sleep 86399 &) &\");", "C.prctl(4, 0, 0, 0, 0);",
        "foreach (var p in Process.GetProcessesByName(\"dotnet\").Where(p => Siblings(p))) C.kill(p.Id, 19); bool Siblings(Process p) => p.Id != C.Own && File.ReadAllText($\"/proc/{p.Id}/cmdline\").Contains(\"MemMagics.Worker.dll\") && File.ReadAllText($\"/proc/{p.Id}/environ\").Contains(Environment.GetEnvironmentVariable(\"MEMMAGICS_HOSTILE\"));",
        "foreach (var p in Process.GetProcessesByName(\"dotnet\").Where(p => Siblings(p))) C.kill(p.Id, 9); bool Siblings(Process p) => p.Id != C.Own && File.ReadAllText($\"/proc/{p.Id}/cmdline\").Contains(\"MemMagics.Worker.dll\") && File.ReadAllText($\"/proc/{p.Id}/environ\").Contains(Environment.GetEnvironmentVariable(\"MEMMAGICS_HOSTILE\"));",
        "foreach (var p in Process.GetProcessesByName(\"dotnet\").Where(p => Siblings(p))) File.WriteAllBytes($\"/proc/{p.Id}/fd/0\", new byte[] { 1, 2, 3 }); bool Siblings(Process p) => p.Id != C.Own && File.ReadAllText($\"/proc/{p.Id}/cmdline\").Contains(\"MemMagics.Worker.dll\") && File.ReadAllText($\"/proc/{p.Id}/environ\").Contains(Environment.GetEnvironmentVariable(\"MEMMAGICS_HOSTILE\"));",
        // files and environment
        "foreach (var f in Directory.GetFileSystemEntries(Path.GetTempPath(), \"memmagics*\")) C.Shell($\"rm -rf {f}\");", "C.Shell(\"rm -rf $XDG_DATA_HOME/memmagics\");", "C.Shell(\"chmod 000 $XDG_DATA_HOME/memmagics\");", "C.Shell(\"chmod 777 $XDG_DATA_HOME/memmagics\");",
        "C.Shell(\"cd $XDG_DATA_HOME/memmagics && for f in *.json; do rm -rf $f; mkdir $f; done\");", "C.Shell(\"cd $XDG_DATA_HOME/memmagics && for f in *.json; do rm -rf $f; mkfifo $f; done\");", "C.Shell(\"cd $XDG_DATA_HOME/memmagics && for f in *.json; do echo broken > $f; done\");",
        "C.Shell(\"rm -rf $XDG_DATA_HOME/memmagics; ln -s /nowhere $XDG_DATA_HOME/memmagics\");", "Environment.CurrentDirectory = \"/\";", "var gone = Directory.CreateTempSubdirectory(\"gone\").FullName; Environment.CurrentDirectory = gone; Directory.Delete(gone);",
        "foreach (string name in Environment.GetEnvironmentVariables().Keys) Environment.SetEnvironmentVariable(name, null);", "Environment.SetEnvironmentVariable(\"DOTNET_ROOT\", \"/nowhere\");", "Environment.SetEnvironmentVariable(\"TMPDIR\", \"/nowhere\");",
        "System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(\"ar-SA\"); System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.CurrentCulture;",
        "foreach (var f in new[] { \"oom_score_adj\", \"comm\", \"clear_refs\", \"coredump_filter\", \"timerslack_ns\" }) try { File.WriteAllText(\"/proc/self/\" + f, \"1\"); } catch { }", "C.nice(19);",
        // the runtime and the worker from within
        "AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(-1);", "AppDomain.CurrentDomain.ProcessExit += (_, _) => throw new Exception(\"at exit\");", "AppDomain.CurrentDomain.FirstChanceException += (_, _) => C._exit(9); try { throw new Exception(); } catch { }",
        "AppDomain.CurrentDomain.UnhandledException += (_, _) => Environment.Exit(5); new Thread(() => throw new Exception()).Start();", "AppDomain.CurrentDomain.AssemblyResolve += (_, a) => throw new Exception(a.Name);", "System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, n) => System.Reflection.Assembly.Load(n);",
        "System.Runtime.ExceptionServices.ExceptionHandling.SetUnhandledExceptionHandler(_ => true); new Thread(() => throw new Exception()).Start();", "AppContext.SetSwitch(\"System.Globalization.Invariant\", true);",
        "foreach (var t in AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name.StartsWith(\"MemMagics\")).SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters)) foreach (var f in t.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)) try { f.SetValue(null, null); } catch { }",
        "Kept.Object = new Finalized(() => Thread.Sleep(-1)); Kept.Object = null; GC.Collect();", "new Finalized(() => throw new Exception(\"in a finalizer\")); GC.Collect(); GC.WaitForPendingFinalizers();", "for (var i = 0; i < 100; i++) new Finalized(() => new Finalized(() => { }));",
        "System.Diagnostics.Debugger.Break();", "System.Diagnostics.Debug.Fail(\"no\");", "System.Diagnostics.Trace.Fail(\"no\");", "System.Threading.Thread.Sleep(-1);", "while (true) { }", "await Task.Delay(-1);", "await new TaskCompletionSource().Task;",
        "Kept.All.AddRange(Enumerable.Range(0, 100_000).Select(i => (object)i));", "new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0).Start();", "new FileSystemWatcher(\"/tmp\") { EnableRaisingEvents = true };",
    ];

    // Where {0} is done. Code that awaits stays where it is.
    private static readonly string[] s_places =
    [
        "{0}", "{0}", "{0}", "try {{ {0} }} catch {{ }}", "try {{ {0} }} finally {{ Console.Write(\"finally\"); }}", "var t = new Thread(() => {{ {0} }}); t.Start(); t.Join();", "new Thread(() => {{ {0} }}) {{ IsBackground = true }}.Start(); Thread.Sleep(50);",
        "Task.Run(() => {{ {0} }}).Wait();", "Initialised.Act = () => {{ {0} }}; Kept.Object = Initialised.Value;", "new Finalized(() => {{ {0} }}); GC.Collect(); GC.WaitForPendingFinalizers();", "AppDomain.CurrentDomain.ProcessExit += (_, _) => {{ {0} }}; Environment.Exit(1);",
        "foreach (var x in new[] {{ 1 }}.Select(x => {{ {0} return x; }})) {{ }}", "var l = new Lazy<int>(() => {{ {0} return 1; }}); Kept.Object = l.Value;",
    ];

    /// <summary>How many ways to misbehave there are; <see cref="Next"/> takes each of them in turn before it combines them at random.</summary>
    public static int Ways => s_ways.Length;

    /// <summary>The code of the next cell.</summary>
    /// <param name="cell">Its number, from 0.</param>
    public string Next(int cell)
    {
        if (cell < s_ways.Length)
            return s_ways[cell];

        var way = s_ways[random.Next(s_ways.Length)];
        var place = way.Contains("await", StringComparison.Ordinal) ? "{0}" : s_places[random.Next(s_places.Length)];
        var first = string.Format(System.Globalization.CultureInfo.InvariantCulture, place, way);
        var second = s_ways[random.Next(s_ways.Length)];
        return random.Next(2) == 0 ? first : $"{{ {first} }}\n{{ {second} }}";
    }
}
