using System.Runtime.InteropServices;
using System.Text;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using MemMagics.Platform;
using MemMagics.Reports;

namespace MemMagics.Cli.Embedding;

/// <summary>One directive of the host.</summary>
internal sealed class HostMagicRun(SessionParts session, CellSource cell, ICellOutput output)
{
    /// <summary>The scope of the cell's using declarations.</summary>
    public required CellScope Scope { get; init; }

    /// <summary>Receives the measurements of imported files.</summary>
    public required List<Report> Reports { get; init; }

    /// <summary>The files that import the cell, the outermost first.</summary>
    public required IReadOnlyList<string> Importing { get; init; }

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(DirectivePiece directive, CancellationToken cancellationToken)
    {
        if (HostMagics.AsksForHelp(directive.Arguments))
            return Write(directive.Magic.Help);

        switch (directive.Magic.Name)
        {
            // What these run says itself where it fails.
            case HostMagics.Import:
                return await new ImportRun(session, cell, output) { Reports = Reports, Importing = Importing }.RunAsync(directive, cancellationToken);
            case HostMagics.Timeit:
                return await new TimeitRun(session, cell, output).RunAsync(directive, cancellationToken);
            case HostMagics.Shell:
                return await new ShellRun(session, cell, output).RunAsync(directive, cancellationToken);
        }

        var error = directive.Magic.Usage.Length == 0 && directive.Arguments.Length > 0 && !directive.Arguments.StartsWith("//", StringComparison.Ordinal)
            ? new CellError("Magic", $"{directive.Magic.Name} takes nothing: '{directive.Arguments}' is not understood. Put code on a line of its own.", [])
            : directive.Magic.Name switch
            {
                HostMagics.Who => Write(SessionVariables.Names(session.Script)),
                HostMagics.Whos => await ShowVariablesAsync(cancellationToken),
                HostMagics.ListMagics => Write(List()),
                HostMagics.Help => directive.Arguments.Length == 0 ? Write($"{List()}\n\n#!help NAME explains one of them, and ?name what else there is in the notebook.") : Explain(directive.Arguments),
                HostMagics.About => Write(About()),
                HostMagics.Set or HostMagics.Share => await ShareAsync(SharingOf(directive), cancellationToken),
                var name => throw new ArgumentOutOfRangeException(nameof(directive), name, "A directive that nobody runs."),
            };
        return error is null ? null : error with { Message = $"{cell.Document}, line {directive.Line}: {error.Message}" };
    }

    private ValueSharing SharingOf(DirectivePiece directive)
    {
        var isSet = directive.Magic.Name == HostMagics.Set;
        var (arguments, answered) = AnsweredArguments.Of(session.Input, directive.Magic.Name, directive.Arguments, isSet ? ValueSharing.SetOptions : ValueSharing.ShareOptions);
        var sources = new ValueSources([.. session.Script.State.Variables.Select(variable => variable.Name)], session.Values.Keys, name => session.Values[name].Expression);
        return isSet ? ValueSharing.OfSet(arguments, answered.Contains("value"), sources) : ValueSharing.OfShare(arguments, sources);
    }

    private async Task<CellError?> ShareAsync(ValueSharing sharing, CancellationToken cancellationToken)
    {
        if (sharing.Fault is { } fault)
            return new CellError("Magic", fault, []);
        if (sharing.Code is { } code)
            await session.Script.RunAsync(code, cell.Document, Scope, cancellationToken);
        return null;
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
        var all = MagicGrammar.Magics.Select(magic => (magic.Name, Summary: magic.Description)).Concat(HostMagics.All.Select(magic => (magic.Name, magic.Summary))).OrderBy(magic => magic.Name, StringComparer.Ordinal).ToList();
        var width = all.Max(magic => magic.Name.Length);
        return string.Join('\n', all.Select(magic => $"{magic.Name.PadRight(width)}  {magic.Summary}"));
    }

    private static string About() => new StringBuilder()
        .Append($"MemMagics {typeof(HostMagicRun).Assembly.GetName().Version?.ToString(3)}, a memory profiler for C# notebooks, with its own notebook host\n")
        .Append($"{RuntimeInformation.FrameworkDescription} on {HostPlatform.Name}, {RuntimeInformation.ProcessArchitecture}\n")
        .Append("C# 14. #!lsmagic lists the directives.")
        .ToString();
}
