using System.Composition.Hosting;
using Microsoft.CodeAnalysis.Host.Mef;

namespace MemMagics.Editor;

/// <summary>Roslyn's services for editors, without those whose answers are not to be had by its public interface (docs/measurements.md).</summary>
internal static class EditorHost
{
    // What is not imported is found by UnimportedTypes.
    private const string Unused = "ImportCompletionProvider";

    public static MefHostServices Create()
    {
        var parts = MefHostServices.DefaultAssemblies.SelectMany(assembly => assembly.DefinedTypes).Where(type => !type.Name.EndsWith(Unused, StringComparison.Ordinal));
        return MefHostServices.Create(new ContainerConfiguration().WithParts(parts.Select(type => type.AsType())).CreateContainer());
    }
}
