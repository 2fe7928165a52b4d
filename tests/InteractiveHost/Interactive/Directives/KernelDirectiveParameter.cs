namespace Microsoft.DotNet.Interactive.Directives;

// Microsoft.DotNet.Interactive/Directives/KernelDirectiveParameter.cs
public class KernelDirectiveParameter(string name, string? description = null)
{
    public string Name { get; } = name;

    public string Description { get; init; } = description ?? "";

    public bool AllowImplicitName { get; init; }

    public int MaxOccurrences { get; init; } = 1;

    public bool Flag { get; init; }

    /// <summary>What is offered, for tests.</summary>
    public List<string> Completions { get; } = [];

    public KernelDirectiveParameter AddCompletions(Func<IEnumerable<string>> getCompletions)
    {
        Completions.AddRange(getCompletions());
        return this;
    }
}
