namespace Microsoft.DotNet.Interactive.Directives;

// Microsoft.DotNet.Interactive/Directives/KernelActionDirective.cs
public class KernelActionDirective : KernelDirective
{
    public KernelActionDirective(string name, string? description = null)
    {
    }
}
