using System.Diagnostics;
using System.Reflection;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>The libraries that were compiled without optimisations: the runtime does not optimise their code either.</summary>
internal static class DebugLibraries
{
    /// <summary>Simple names of those that have been loaded, without the notebook's cells. Sorted.</summary>
    public static IReadOnlyList<string> LoadedIn(NotebookLoadContext context, RunRequest request)
    {
        var cells = request.Submissions.Append(request.Measured).Select(static submission => submission?.Assembly).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. context.Assemblies
                .Where(static assembly => assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
                .Select(static assembly => assembly.GetName().Name!)
                .Where(name => !cells.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
    }
}
