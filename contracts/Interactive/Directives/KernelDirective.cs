namespace Microsoft.DotNet.Interactive.Directives;

// Microsoft.DotNet.Interactive/Directives/KernelDirective.cs
public abstract class KernelDirective
{
    internal KernelDirective()
    {
    }

    public ICollection<KernelDirectiveParameter> Parameters => throw null!;
}
