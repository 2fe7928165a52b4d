using Microsoft.DotNet.Interactive;

namespace MemMagics.Interactive;

/// <summary>What .NET Interactive loads from the package: brings the magics to a notebook.</summary>
/// <remarks>
/// Found by dotnet-interactive/PackageDirectoryExtensionLoader.cs, which needs a public class and a constructor without parameters, and loads this
/// assembly into the default context. All else of ours runs in a load context of its own, where the assembly is loaded a second time, so that
/// what the engine needs is not in the way of the packages that a notebook chooses. Nothing here may mention the engine.
/// </remarks>
public sealed class MemMagicsExtension : IKernelExtension
{
    private static readonly Lazy<IKernelExtension> s_extension = new(Load);

    /// <summary>Adds the magics to a notebook, once however often it is called, and says so in a line.</summary>
    /// <param name="kernel">The notebook's root kernel, or one of its languages.</param>
    public Task OnLoadAsync(Kernel kernel) => s_extension.Value.OnLoadAsync(kernel);

    private static IKernelExtension Load()
    {
        var assembly = typeof(MemMagicsExtension).Assembly;
        var context = new EngineLoadContext(Path.GetDirectoryName(assembly.Location)!);
        var type = context.LoadFromAssemblyPath(assembly.Location).GetType(typeof(NotebookExtension).FullName!, throwOnError: true)!;
        return (IKernelExtension)Activator.CreateInstance(type, nonPublic: true)!;
    }
}
