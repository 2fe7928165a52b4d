namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCollection.cs
public class KernelCollection
{
    internal KernelCollection()
    {
    }

    public bool TryGetByAlias(string alias, out Kernel kernel) => throw null!;
}
