namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Refusals()
    {
        const string Handle = "holds a handle of the operating system";
        yield return Refused("System.Runtime.InteropServices.SafeHandle", Handle, scope: RuleScope.Derived);
        yield return Refused("System.Runtime.InteropServices.CriticalHandle", Handle, scope: RuleScope.Derived);
        yield return Refused("System.Runtime.InteropServices.GCHandle", "is a handle to an object in this process");
        yield return Refused("System.IO.Stream", "is an open stream", scope: RuleScope.Derived);
        yield return Refused("System.IO.TextReader", "is an open reader", scope: RuleScope.Derived);
        yield return Refused("System.IO.TextWriter", "is an open writer", scope: RuleScope.Derived);
        yield return Refused("System.Net.Sockets.Socket", "is an open socket", scope: RuleScope.Derived);
        yield return Refused("System.Net.Http.HttpMessageInvoker", "holds connections", scope: RuleScope.Derived);
        yield return Refused("System.Threading.Thread", "is a thread of this process", scope: RuleScope.Derived);
        yield return Refused("System.Threading.Timer", "is a running timer", scope: RuleScope.Derived);
        yield return Refused("System.Threading.Tasks.Task", "is work of this process", scope: RuleScope.Derived);
        yield return Refused("System.Diagnostics.Process", "holds a process", scope: RuleScope.Derived);
        yield return Refused("System.Threading.WaitHandle", Handle, scope: RuleScope.Derived);
    }
}
