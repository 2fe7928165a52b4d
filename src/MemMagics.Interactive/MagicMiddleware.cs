using System.Runtime.CompilerServices;
using MemMagics.Magics;
using MemMagics.Measuring;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>The middleware of the root kernel that takes over every cell with a magic in it.</summary>
/// <remarks>
/// The host splits a cell into pieces before anybody sees it, and its parser takes C# after a directive for parameters: `a - b` fails the cell
/// (Microsoft.DotNet.Interactive/Parsing/SubmissionParser.cs). But every piece, the failing one too, passes here with the whole cell as its parent.
/// So the first piece makes the cell run from its own text, and the other pieces are dropped.
/// </remarks>
internal sealed class MagicMiddleware
{
    private readonly CompositeKernel _root;
    private readonly MemoryProfiler _profiler;
    private readonly ConditionalWeakTable<KernelCommand, Cell> _cells = [];
    private readonly CellNames _names;
    private readonly KernelSessions _sessions;

    public MagicMiddleware(CompositeKernel root, MemoryProfiler profiler, CellNames names, KernelSessions sessions)
    {
        _root = root;
        _profiler = profiler;
        _names = names;
        _sessions = sessions;
    }

    /// <summary>A <see cref="KernelCommandPipelineMiddleware"/>.</summary>
    public Task RunAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next) => command switch
    {
        LanguageServiceCommand asked when (asked.Parent as LanguageServiceCommand ?? asked) is var whole && IsOurs(whole.Code) => new LanguageServices(_root, _sessions).AnswerAsync(whole, context, next),
        RequestDiagnostics asked when (asked.Parent as RequestDiagnostics ?? asked) is var whole && IsOurs(whole.Code) => DiagnoseAsync(whole, context, next),
        _ => RunCellAsync(command, context, next),
    };

    /// <summary>The host asks about each piece that it makes of a cell: the first question is answered for the whole cell, the others not at all.</summary>
    private Task DiagnoseAsync(RequestDiagnostics cell, KernelInvocationContext context, KernelPipelineContinuation next) =>
        _cells.TryAdd(cell, new Cell()) ? new LanguageServices(_root, _sessions).AnswerAsync(cell, context, next) : Task.CompletedTask;

    private async Task RunCellAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (CellOf(command) is not { } cell)
        {
            await next(command, context).ConfigureAwait(false);
            if (command is SubmitCode ran)
                _names.Name(ran);
            return;
        }

        if (_cells.TryGetValue(cell, out var known))
        {
            // While a cell runs, what its code sends to the kernel has the cell as parent, too.
            if (!known.IsOver)
                await next(command, context).ConfigureAwait(false);
            return;
        }

        var begun = new Cell();
        _cells.Add(cell, begun);
        try
        {
            await new CellRun(_root, _profiler, _sessions, _names, cell, context, next).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            begun.IsOver = true;
        }
    }

    /// <summary>The cell with magics that a command is a piece of, or that it is itself: the host takes no indented line for a directive, so it may not split the cell.</summary>
    private SubmitCode? CellOf(KernelCommand command) => command switch
    {
        { Parent: SubmitCode parent } when IsOurs(parent) => parent,
        SubmitCode cell when IsOurs(cell) => cell,
        _ => null,
    };

    private bool IsOurs(SubmitCode cell) => IsOurs(cell.Code) || (NamesMagic(cell.Code) && HoldsMagicAsText(cell));

    private static bool IsOurs(string cell) => NamesMagic(cell) && CellSplitter.Split(cell, "cell").Any(piece => piece is MagicPiece);

    private static bool NamesMagic(string cell) => MagicGrammar.Magics.Any(magic => cell.Contains(magic.Name, StringComparison.Ordinal));

    /// <summary>Whether the host would split a C# cell inside a string or a comment, at a line that it alone takes for a directive.</summary>
    private bool HoldsMagicAsText(SubmitCode cell) =>
        _root.ChildKernels.TryGetByAlias(cell.TargetKernelName ?? _root.DefaultKernelName, out var kernel)
        && kernel is CSharpKernel
        && !HostDirectives.In(cell.Code).Any();

    private sealed class Cell
    {
        public bool IsOver { get; set; }
    }
}
