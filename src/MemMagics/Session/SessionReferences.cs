using MemMagics.Wire.Runtime;
using Microsoft.CodeAnalysis;

namespace MemMagics.Session;

/// <summary>The assemblies a session refers to that the frameworks of this process, and so of a worker, do not bring.</summary>
internal static class SessionReferences
{
    private static readonly HashSet<string> s_frameworks = [.. DotnetHost.FrameworkFolders];

    /// <summary>Paths of the files, in the order in which the compilation has them.</summary>
    public static IReadOnlyList<string> Of(Microsoft.CodeAnalysis.Compilation compilation) =>
    [
        .. Chain(compilation)
            .SelectMany(submission => submission.References.Concat(submission.DirectiveReferences))
            .OfType<PortableExecutableReference>()
            .Select(reference => reference.FilePath)
            .OfType<string>()
            .Where(static path => !s_frameworks.Contains(Path.GetDirectoryName(path) ?? ""))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The folders of files, in order: what they need may lie beside them.</summary>
    public static IReadOnlyList<string> FoldersOf(IReadOnlyList<string> files) =>
        [.. files.Select(static path => Path.GetDirectoryName(path) ?? "").Distinct(StringComparer.Ordinal)];

    /// <summary>The submissions, oldest first: each may list only the references that it adds, because earlier ones are bound through the chain.</summary>
    private static IEnumerable<Microsoft.CodeAnalysis.Compilation> Chain(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var submissions = new Stack<Microsoft.CodeAnalysis.Compilation>();
        for (var submission = compilation; submission is not null; submission = submission.ScriptCompilationInfo?.PreviousScriptCompilation)
            submissions.Push(submission);
        return submissions;
    }
}
