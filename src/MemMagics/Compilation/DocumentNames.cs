using MemMagics.Session;

namespace MemMagics.Compilation;

/// <summary>What source documents are called.</summary>
internal static class DocumentNames
{
    /// <summary>The name of the cell that a submission is of, as people know it. What it loads from files comes before its own text.</summary>
    public static string Of(Submission submission) =>
        submission.Script.GetCompilation().SyntaxTrees.LastOrDefault()?.FilePath is { Length: > 0 } path ? Shown(path) : submission.CellName;

    /// <summary>The name that people know. Roslyn may have made a path of it, in the directory of the session.</summary>
    public static string Shown(string document)
    {
        var name = Path.GetFileName(document);
        return name.Length == 0 ? document : name;
    }
}
