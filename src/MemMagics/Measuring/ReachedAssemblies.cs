using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using MemMagics.Session;
using MemMagics.Wire.Runtime;

namespace MemMagics.Measuring;

/// <summary>The assemblies of the notebook's own process that code measured there uses, directly or through others, without the framework's.</summary>
internal sealed class ReachedAssemblies
{
    private readonly HashSet<Assembly> _all;

    /// <summary>Follows the types that are mentioned, from the assembly of the code on; an assembly that is not loaded is not used yet.</summary>
    public ReachedAssemblies(SubmissionChain chain, Assembly measured)
    {
        var cells = chain.Submissions.Where(static submission => submission.Instance is not null)
            .Select(static submission => submission.Instance!.GetType().Assembly).ToLookup(static assembly => assembly.GetName().Name!);
        var loaded = LoadedAssemblies.ByName();
        _all = [measured];
        var open = new Stack<Assembly>(_all);
        while (open.TryPop(out var assembly))
        {
            foreach (var next in Mentioned(assembly).SelectMany(name => cells[name].Concat(loaded[name].Where(IsLibrary))).Where(_all.Add))
                open.Push(next);
        }
    }

    public IReadOnlyCollection<Assembly> All => _all;

    /// <summary>Simple names of the libraries among them that were compiled without optimisations. Sorted.</summary>
    public IReadOnlyList<string> DebugLibraries =>
    [
        .. _all
            .Where(static assembly => IsLibrary(assembly) && !IsOwn(assembly) && assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            .Select(static assembly => assembly.GetName().Name!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Names of the assemblies whose types an assembly mentions. The references of a submission list many more, which it does not use.</summary>
    private static unsafe HashSet<string> Mentioned(Assembly assembly)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!assembly.TryGetRawMetadata(out var start, out var length))
            return names;

        var metadata = new MetadataReader(start, length);
        foreach (var handle in metadata.TypeReferences)
        {
            if (metadata.GetTypeReference(handle).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope)
                names.Add(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name));
        }

        return names;
    }

    /// <summary>Ours are built in Debug only where we are at work on them.</summary>
    private static bool IsOwn(Assembly assembly) => $"{assembly.GetName().Name}.".StartsWith("MemMagics.", StringComparison.Ordinal);

    private static bool IsLibrary(Assembly assembly) => !assembly.IsDynamic && assembly.Location.Length > 0 && !DotnetHost.IsOfFramework(assembly.Location);
}
