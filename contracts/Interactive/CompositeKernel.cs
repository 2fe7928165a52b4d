namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/CompositeKernel.cs
public sealed class CompositeKernel : Kernel
{
    internal CompositeKernel()
    {
    }

    public KernelCollection ChildKernels => throw null!;

    public string DefaultKernelName => throw null!;
}
