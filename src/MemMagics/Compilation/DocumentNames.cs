using MemMagics.Session;

namespace MemMagics.Compilation;

/// <summary>Names of source documents.</summary>
internal static class DocumentNames
{
    /// <summary>The name by which the user knows a submission's cell. (The trees of files that <c>#load</c> brings come before the cell's own.)</summary>
    public static string Of(Submission submission) =>
        submission.Script.GetCompilation().SyntaxTrees.LastOrDefault()?.FilePath is { Length: > 0 } path ? Shown(path) : submission.CellName;

    /// <summary>The name that the user knows. Roslyn may have turned it into a path in the session's directory.</summary>
    public static string Shown(string document)
    {
        var name = Path.GetFileName(document);
        return name.Length == 0 ? document : name;
    }
}
