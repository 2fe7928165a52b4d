using MemMagics.Cli.Display;
using MemMagics.Cli.Scripting;
using MemMagics.Wire;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>The variables of a session, as its author sees them: of those with one name, the last.</summary>
internal static class SessionVariables
{
    public const string None = "There are no variables yet.";

    private const int LongestValue = 100;

    /// <summary>Their names in one line, in order.</summary>
    public static string Names(ScriptSession script) =>
        Of(script.State) is { Count: > 0 } variables ? string.Join("  ", variables.Select(variable => variable.Name)) : None;

    /// <summary>The variables in the order of their names. Making a value's text runs the author's code, which has to be stoppable.</summary>
    public static Task<IReadOnlyList<SessionVariable>> OfAsync(ScriptSession script, CancellationToken cancellationToken) =>
        StoppableThreads.RunAsync<IReadOnlyList<SessionVariable>>(
            () => Task.FromResult<IReadOnlyList<SessionVariable>>([.. Of(script.State).Select(variable => new SessionVariable(variable.Name, CSharpName.Of(variable.Type), ValueOf(variable)))]),
            cancellationToken);

    private static List<ScriptVariable> Of(ScriptState state) =>
        [.. state.Variables.Where(variable => !variable.Name.StartsWith('<') && !ResultUses.IsResult(variable.Name)).GroupBy(variable => variable.Name, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(variable => variable.Name, StringComparer.Ordinal)];

    private static string ValueOf(ScriptVariable variable)
    {
        var text = ValueText.InLine(variable.Value);
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
