using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/Kernel.cs
public abstract class Kernel
{
    protected Kernel()
    {
    }

    public string Name => throw null!;

    public Kernel RootKernel => throw null!;

    public IObservable<KernelEvent> KernelEvents => throw null!;

    public void AddDirective(KernelActionDirective directive, KernelCommandInvocation handler) => throw null!;

    public void AddMiddleware(KernelCommandPipelineMiddleware middleware, [CallerMemberName] string caller = null!) => throw null!;

    public void RegisterForDisposal(Action dispose) => throw null!;

    public Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default) => throw null!;
}
