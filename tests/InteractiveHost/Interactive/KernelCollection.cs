using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCollection.cs
public class KernelCollection : IEnumerable<Kernel>
{
    private readonly List<Kernel> _kernels = [];

    public bool TryGetByAlias(string alias, [MaybeNullWhen(false)] out Kernel kernel)
    {
        kernel = _kernels.Find(candidate => candidate.Name == alias || candidate.Aliases.Contains(alias));
        return kernel is not null;
    }

    public IEnumerator<Kernel> GetEnumerator() => _kernels.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(Kernel kernel) => _kernels.Add(kernel);
}
