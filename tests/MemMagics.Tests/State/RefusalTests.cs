namespace MemMagics.Tests.State;

/// <summary>What cannot travel is refused by a sentence that leads to it.</summary>
public sealed class RefusalTests
{
    [TestCase("var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose);", "file", "file : FileStream cannot leave this process: it is an open stream.")]
    [TestCase("class Log : MemoryStream { } var log = new Log();", "log.Length", "log : Log cannot leave this process: it is an open stream.")]
    [TestCase("var reader = new StreamReader(new MemoryStream());", "reader.EndOfStream", "reader : StreamReader cannot leave this process: it is an open reader.")]
    [TestCase("var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);", "socket.Connected", "socket : Socket cannot leave this process: it is an open socket.")]
    [TestCase("var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(0, false);", "handle.IsInvalid", "handle : SafeFileHandle cannot leave this process: it holds a handle of the operating system.")]
    [TestCase("class Native { public System.Runtime.InteropServices.GCHandle Pin = System.Runtime.InteropServices.GCHandle.Alloc(new object()); } var native = new Native();", "native.Pin.IsAllocated", "native → Pin : GCHandle cannot leave this process: it is a handle to an object in this process.")]
    [TestCase("unsafe class Raw { public int* Address = (int*)8; } var raw = new Raw();", "raw.ToString()", "raw → Address : Int32* cannot leave this process: it is an address or a handle in this process.")]
    [TestCase("var never = new TaskCompletionSource<int>().Task;", "never.IsCompleted", "never : Task<Int32> cannot leave this process: it is a task that has not finished.")]
    [TestCase("async Task<int> Slow() { await Task.Delay(-1); return 1; } var running = Slow();", "running.IsCompleted", "cannot leave this process: it is a task that has not finished.")]
    [TestCase("var source = new System.Threading.CancellationTokenSource(); source.Token.Register(() => { });", "source.IsCancellationRequested", "source : CancellationTokenSource cannot leave this process: it has callbacks registered.")]
    [TestCase("var source = new System.Threading.CancellationTokenSource(60000);", "source.IsCancellationRequested", "source : CancellationTokenSource cannot leave this process: it has a timer running.")]
    [TestCase("class Proxy : System.Reflection.DispatchProxy { protected override object Invoke(System.Reflection.MethodInfo m, object[] a) => 1; } var proxy = System.Reflection.DispatchProxy.Create<IComparable, Proxy>();", "proxy.CompareTo(null)", "cannot leave this process: it has a class that was made while the program ran.")]
    [TestCase("System.Linq.Expressions.Expression<Func<int>> x = () => 1; var compiled = x.Compile();", "compiled()", "compiled : Func<Int32> cannot leave this process: it calls code that was made while the program ran")]
    [TestCase("var odd = Array.CreateInstance(typeof(int), new[] { 2 }, new[] { 5 });", "odd.Length", "cannot leave this process: it is an array that does not begin at index 0.")]
    [TestCase("var odd = Array.CreateInstance(typeof(int), new[] { 2, 2 }, new[] { 0, 5 });", "odd.Length", "cannot leave this process: it is an array that does not begin at index 0.")]
    [TestCase("var json = System.Text.Json.JsonDocument.Parse(\"1\"); json.Dispose();", "json.ToString()", "json : JsonDocument cannot leave this process: it has been disposed.")]
    [TestCase("var lazy = new Lazy<int>(() => throw new InvalidOperationException()); try { _ = lazy.Value; } catch { }", "lazy.IsValueCreated", "lazy : Lazy<Int32> cannot leave this process: it failed to make its value and keeps the exception.")]
    [TestCase("async IAsyncEnumerable<int> Go() { yield return 1; await Task.Delay(1); yield return 2; } var going = Go().GetAsyncEnumerator(); await going.MoveNextAsync();", "going.Current", "cannot leave this process")]
    [TestCase("class Service { private readonly System.Threading.Thread _worker = new(() => { }); public int N; } var services = new List<Service> { new(), new() };", "services[1].N", "services[0] → _worker : Thread cannot leave this process: it is a thread of this process.")]
    [TestCase("var client = new System.Net.Http.HttpClient();", "client.Timeout", "client : HttpClient cannot leave this process: it holds connections.")]
    [TestCase("class Holder { public IntPtr Handle { get; set; } = 7; } var holder = new Holder();", "holder.Handle", "holder → Handle : IntPtr cannot leave this process: it is an address or a handle in this process.")]
    [TestCase("var map = new Dictionary<string, object> { [\"timer\"] = new System.Threading.Timer(_ => { }) };", "map.Count", "Timer cannot leave this process: it is a running timer.")]
    public async Task TheSentenceNamesVariablePathTypeAndReason(string cell, string code, string expected)
    {
        await using var trip = await Trip.Of(cell);

        // act
        var sentence = trip.Refusal(code);

        // assert
        Assert.That(sentence, Does.Contain(expected));
        Assert.That(sentence, Does.Contain("--replay").And.Contain("--in-process"));
    }

    [Test]
    public async Task WhatTheCodeDoesNotReachIsNotRefused()
    {
        await using var trip = await Trip.Of("var client = new System.Net.Http.HttpClient(); var n = 1;");

        Assert.That(trip.Value("n + 1"), Is.EqualTo(2));
    }
}
