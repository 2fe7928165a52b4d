using Microsoft.CodeAnalysis;

namespace MemMagics.Session;

/// <summary>The assemblies a session refers to that are not the framework's.</summary>
internal static class SessionReferences
{
    /// <summary>Paths of the files, in the order in which the compilation has them.</summary>
    public static IReadOnlyList<string> Of(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(
            System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory())))!;
        return
        [
            .. compilation.References
                .Concat(compilation.DirectiveReferences)
                .OfType<PortableExecutableReference>()
                .Select(reference => reference.FilePath)
                .OfType<string>()
                .Where(path => !path.StartsWith(shared + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
