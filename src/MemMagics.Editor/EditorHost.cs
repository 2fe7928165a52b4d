using System.Composition.Hosting;
using Microsoft.CodeAnalysis.Host.Mef;

namespace MemMagics.Editor;

/// <summary>Roslyn's services for editors, without the completion providers whose items its public API does not return (docs/measurements.md, Completion).</summary>
internal static class EditorHost
{
    // UnimportedTypes finds what is not imported.
    private const string Unused = "ImportCompletionProvider";

    public static MefHostServices Create()
    {
        var parts = MefHostServices.DefaultAssemblies.SelectMany(assembly => assembly.DefinedTypes).Where(type => !type.Name.EndsWith(Unused, StringComparison.Ordinal));
        return MefHostServices.Create(new ContainerConfiguration().WithParts(parts.Select(type => type.AsType())).CreateContainer());
    }
}
