namespace Microsoft.DotNet.Interactive.Directives;

// Microsoft.DotNet.Interactive/Directives/KernelDirective.cs
public abstract class KernelDirective(string name)
{
    public string Name { get; } = name;

    public string? Description { get; init; }

    public ICollection<KernelDirectiveParameter> Parameters { get; } = [];
}

// Microsoft.DotNet.Interactive/Directives/KernelActionDirective.cs
public class KernelActionDirective : KernelDirective
{
    public KernelActionDirective(string name, string? description = null)
        : base(name)
    {
        Description = description;
    }
}
