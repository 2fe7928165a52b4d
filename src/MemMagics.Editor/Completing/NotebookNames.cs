using Microsoft.CodeAnalysis;

namespace MemMagics.Editor.Completing;

/// <summary>What the cells of a notebook have defined: variables, functions and types.</summary>
internal sealed class NotebookNames
{
    private readonly HashSet<string> _names = [];

    /// <param name="last">The newest submission.</param>
    public NotebookNames(Compilation last)
    {
        for (var submission = last; submission is not null; submission = submission.ScriptCompilationInfo?.PreviousScriptCompilation)
            _names.UnionWith(submission.ScriptClass?.MemberNames ?? []);
    }

    public bool Contains(string name) => _names.Contains(name);
}
