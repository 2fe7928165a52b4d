namespace Microsoft.DotNet.Interactive.Directives;

// Microsoft.DotNet.Interactive/Directives/KernelDirectiveParameter.cs
public class KernelDirectiveParameter
{
    public KernelDirectiveParameter(string name, string? description = null)
    {
    }

    /// <summary>Whether a value without a parameter's name before it is this parameter's.</summary>
    public bool AllowImplicitName { init => throw null!; }

    public int MaxOccurrences { init => throw null!; }

    /// <summary>Whether it has no value.</summary>
    public bool Flag { init => throw null!; }

    public KernelDirectiveParameter AddCompletions(Func<IEnumerable<string>> getCompletions) => throw null!;
}
