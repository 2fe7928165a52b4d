namespace MemMagics.Tests.State;

/// <summary>A state that cannot leave the notebook's process.</summary>
/// <param name="Cell">Makes it.</param>
/// <param name="Code">Reaches it, and does nothing that would fail in the notebook.</param>
/// <param name="Sentence">What the refusal says.</param>
public sealed record RefusedState(string Cell, string Code, string Sentence)
{
    public static IEnumerable<RefusedState> Cases =>
    [
        new("var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose);", "file.Length", "file : FileStream cannot leave this process: it is an open file. Use --reopen"),
        new("class Log : MemoryStream { } var log = new Log();", "log.Length", "log : Log cannot leave this process: it is an open stream."),
        new("var reader = new StreamReader(typeof(object).Assembly.Location);", "reader.EndOfStream", "reader → _stream : FileStream cannot leave this process: it is an open file. Use --reopen"),
        new("var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);", "socket.Connected", "socket : Socket cannot leave this process: it is an open socket."),
        new("var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(0, false);", "handle.IsInvalid", "handle : SafeFileHandle cannot leave this process: it holds a handle of the operating system."),
        new("class Native { public System.Runtime.InteropServices.GCHandle Pin = System.Runtime.InteropServices.GCHandle.Alloc(new object()); } var native = new Native();", "native.Pin.IsAllocated", "native → Pin : GCHandle cannot leave this process: it is a handle to an object in this process."),
        new("unsafe class Raw { public int* Address = (int*)8; } var raw = new Raw();", "raw.ToString()", "raw → Address : int* cannot leave this process: it is an address or a handle in this process."),
        new("class Holder { public IntPtr Handle { get; set; } = 7; } var holder = new Holder();", "holder.Handle", "holder → Handle : nint cannot leave this process: it is an address or a handle in this process."),
        new("var never = new TaskCompletionSource<int>().Task;", "never.IsCompleted", "never : Task<int> cannot leave this process: it is a task that has not finished."),
        new("async Task<int> Slow() { await Task.Delay(-1); return 1; } var running = Slow();", "running.IsCompleted", "cannot leave this process: it is a task that has not finished."),
        new("async IAsyncEnumerable<int> Go() { yield return 1; await Task.Delay(1); yield return 2; } var going = Go().GetAsyncEnumerator(); await going.MoveNextAsync();", "going.Current", "cannot leave this process"),
        new("var source = new System.Threading.CancellationTokenSource(600000);", "source.IsCancellationRequested", "source : CancellationTokenSource cannot leave this process: it has a timer running."),
        new("class Proxy : System.Reflection.DispatchProxy { protected override object Invoke(System.Reflection.MethodInfo m, object[] a) => 1; } var proxy = System.Reflection.DispatchProxy.Create<IComparable, Proxy>();", "proxy.CompareTo(null)", "cannot leave this process: it has a class that was made while the program ran."),
        new("class Site { public System.Reflection.Emit.AssemblyBuilder Code = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(new System.Reflection.AssemblyName(\"Made\"), System.Reflection.Emit.AssemblyBuilderAccess.Run); } var site = new Site();", "site.Code.FullName", "cannot leave this process: it is code that was made while the program ran"),
        new("var odd = Array.CreateInstance(typeof(int), new[] { 2 }, new[] { 5 });", "odd.Length", "cannot leave this process: it is an array that does not begin at index 0."),
        new("class Service { private readonly System.Threading.Thread _worker = new(() => { }); public int N; } var services = new List<Service> { new(), new() };", "services[1].N", "services[0] → _worker : Thread cannot leave this process: it is a thread of this process."),
        new("var client = new System.Net.Http.HttpClient();", "client.Timeout", "client : HttpClient cannot leave this process: it holds connections."),
        new("var map = new Dictionary<string, object> { [\"timer\"] = new System.Threading.Timer(_ => { }) };", "map.Count", "Timer cannot leave this process: it is a running timer."),
        new("var local = new System.Threading.ThreadLocal<int>(() => 1);", "local.Value", "local : ThreadLocal<int> cannot leave this process: it has a value for each thread of this process."),
        new("var gate = new System.Threading.Mutex();", "gate.ToString()", "gate : Mutex cannot leave this process: it holds a handle of the operating system."),
        new("var process = System.Diagnostics.Process.GetCurrentProcess();", "process.ToString()", "process : Process cannot leave this process: it holds a process."),
        new("class Orders : System.Data.DataTable { } var table = new Orders();", "table.Rows.Count", "table : Orders cannot leave this process: it is a table with a class of its own."),
        new("struct Spot { public int X; } var half = new Dictionary<Spot, int> { [default] = 1 }.Where(p => p.Value > 0).GetEnumerator(); half.MoveNext();", "half.Current", "half → _enumerator : Dictionary<Spot, int>.Enumerator cannot leave this process: it is half-way through a hash table, whose entries lie elsewhere in another process."),
        new("class Name { readonly string _text; readonly int _hash; public Name(string text) { _text = text; _hash = Array.Empty<string>().GetType().GetHashCode(); } public override int GetHashCode() => _hash; } var name = new Name(\"x\");", "name.GetHashCode()", "name : Name cannot leave this process: it keeps hash codes in its field '_hash'"),
    ];

    public override string ToString() => Cell;
}
