using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/CompositeKernel.cs
public sealed class CompositeKernel() : Kernel(".NET")
{
    public KernelCollection ChildKernels { get; } = new();

    public string DefaultKernelName { get; set; } = null!;

    public void Add(Kernel kernel)
    {
        kernel.RootKernel = this;
        ChildKernels.Add(kernel);
        RegisterForDisposal(kernel.Dispose);
    }

    internal Kernel KernelFor(KernelCommand command) =>
        ChildKernels.TryGetByAlias(command.TargetKernelName ?? DefaultKernelName, out var kernel) ? kernel : this;

    internal override Task HandleAsync(KernelCommand command, KernelInvocationContext context) =>
        command.TargetKernelName is { } name && ChildKernels.TryGetByAlias(name, out var kernel)
            ? kernel.RunPipelineAsync(command, context)
            : base.HandleAsync(command, context);

    protected internal override Task SubmitAsync(SubmitCode command, KernelInvocationContext context) =>
        throw new InvalidOperationException($"No kernel for {command}.");
}
