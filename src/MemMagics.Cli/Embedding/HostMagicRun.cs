using System.Runtime.InteropServices;
using System.Text;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using MemMagics.Platform;

namespace MemMagics.Cli.Embedding;

/// <summary>One directive of the host.</summary>
internal sealed class HostMagicRun(SessionParts session, ICellOutput output)
{
    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(DirectivePiece directive, CancellationToken cancellationToken)
    {
        if (HostMagics.AsksForHelp(directive.Arguments))
            return Write(directive.Magic.Help);
        if (directive.Magic.Usage.Length == 0 && directive.Arguments.Length > 0 && !directive.Arguments.StartsWith("//", StringComparison.Ordinal))
            return new CellError("Magic", $"{directive.Magic.Name} takes nothing: '{directive.Arguments}' is not understood. Put code on a line of its own.", []);

        return directive.Magic.Name switch
        {
            HostMagics.Who => Write(SessionVariables.Names(session.Script)),
            HostMagics.Whos => await ShowVariablesAsync(cancellationToken),
            HostMagics.ListMagics => Write(List()),
            HostMagics.Help => directive.Arguments.Length == 0 ? Write($"{List()}\n\n#!help NAME explains one of them, and ?name what else there is in the notebook.") : Explain(directive.Arguments),
            HostMagics.About => Write(About()),
            var name => throw new ArgumentOutOfRangeException(nameof(directive), name, "A directive that nobody runs."),
        };
    }

    private async Task<CellError?> ShowVariablesAsync(CancellationToken cancellationToken)
    {
        var variables = await SessionVariables.OfAsync(session.Script, cancellationToken);
        if (variables.Count == 0)
            return Write(SessionVariables.None);
        output.Display(DisplayForms.Of(Guid.NewGuid().ToString("N"), variables));
        return null;
    }

    private CellError? Explain(string name) =>
        HostMagics.HelpOn(name) is { } help ? Write(help) : new CellError("Magic", HostMagics.Unknown(name), []);

    private CellError? Write(string text)
    {
        output.Write(OutputStream.Out, $"{text}\n");
        return null;
    }

    private static string List()
    {
        var all = MagicGrammar.Magics.Select(magic => (Form: magic.Name, Summary: magic.Description)).Concat(HostMagics.All.Select(magic => (magic.Form, magic.Summary))).OrderBy(magic => magic.Form, StringComparer.Ordinal).ToList();
        var width = all.Max(magic => magic.Form.Length);
        return string.Join('\n', all.Select(magic => $"{magic.Form.PadRight(width)}  {magic.Summary}"));
    }

    private static string About() => new StringBuilder()
        .Append($"MemMagics {typeof(HostMagicRun).Assembly.GetName().Version?.ToString(3)}, a memory profiler for C# notebooks, with its own notebook host\n")
        .Append($"{RuntimeInformation.FrameworkDescription} on {HostPlatform.Name}, {RuntimeInformation.ProcessArchitecture}\n")
        .Append("C# 14. #!lsmagic lists the directives.")
        .ToString();
}
