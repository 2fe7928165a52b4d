namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private const string Handle = "holds a handle of the operating system";

    private static IEnumerable<TravelRule> Refusals() =>
    [
        Refused("System.Runtime.InteropServices.SafeHandle", Handle, RuleScope.Derived),
        Refused("System.Runtime.InteropServices.CriticalHandle", Handle, RuleScope.Derived),
        Refused("System.Runtime.InteropServices.GCHandle", "is a handle to an object in this process"),
        Refused("System.Runtime.InteropServices.GCHandle`1", "is a handle to an object in this process"),
        Refused("System.Runtime.DependentHandle", "is a handle to an object in this process"),
        Refused("System.Reflection.Pointer", "is an address in this process's memory"),
        Refused("System.IO.Stream", "is an open stream", RuleScope.Derived),
        Refused("System.IO.TextReader", "is an open reader", RuleScope.Derived),
        Refused("System.IO.TextWriter", "is an open writer", RuleScope.Derived),
        Refused("System.IO.FileSystemWatcher", "watches files for this process", RuleScope.Derived),
        Refused("System.IO.MemoryMappedFiles.MemoryMappedFile", "is memory mapped into this process", RuleScope.Derived),
        Refused("System.Net.Sockets.Socket", "is an open socket", RuleScope.Derived),
        Refused("System.Net.Sockets.TcpClient", "is an open connection", RuleScope.Derived),
        Refused("System.Net.Sockets.TcpListener", "listens for this process", RuleScope.Derived),
        Refused("System.Net.Sockets.UdpClient", "is an open socket", RuleScope.Derived),
        Refused("System.Net.Http.HttpMessageInvoker", "holds connections", RuleScope.Derived),
        Refused("System.Net.Http.HttpMessageHandler", "holds connections", RuleScope.Derived),
        Refused("System.Data.Common.DbConnection", "is a connection to a database", RuleScope.Derived),
        Refused("System.Threading.Thread", "is a thread of this process", RuleScope.Derived),
        Refused("System.Threading.ThreadLocal`1", "has a value for each thread of this process", RuleScope.Derived),
        Refused("System.Threading.Timer", "is a running timer", RuleScope.Derived),
        Refused("System.Threading.PeriodicTimer", "is a running timer", RuleScope.Derived),
        Refused("System.Timers.Timer", "is a running timer", RuleScope.Derived),
        Refused("System.Threading.WaitHandle", Handle, RuleScope.Derived),
        Refused("System.Threading.ReaderWriterLockSlim", "knows the threads of this process", RuleScope.Derived),
        Refused("System.Threading.SynchronizationContext", "runs code on threads of this process", RuleScope.Derived),
        Refused("System.Threading.ExecutionContext", "is the flow of calls in this process"),
        Refused("System.Diagnostics.Process", "holds a process", RuleScope.Derived),
        Refused("System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore`1", "is an asynchronous method under way"),
        .. ((string[])["Channel`2", "ChannelReader`1", "ChannelWriter`1"]).Select(static type => Refused("System.Threading.Channels." + type, "joins tasks of this process", RuleScope.Derived)),
        Refused("System.Reflection.Emit.*", "is code that was made while the program ran"),
    ];
}
