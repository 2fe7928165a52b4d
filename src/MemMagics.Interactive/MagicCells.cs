using System.Runtime.CompilerServices;
using MemMagics.Magics;
using MemMagics.Measuring;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Commands;

namespace MemMagics.Interactive;

/// <summary>The middleware of the root kernel that takes over every cell with a magic in it.</summary>
/// <remarks>
/// The host splits a cell into pieces before anybody sees it, and its parser takes C# after a directive for parameters: `a - b` fails the cell
/// (Microsoft.DotNet.Interactive/Parsing/SubmissionParser.cs). But every piece, the failing one too, passes here and has the whole cell as parent.
/// So the first piece of a cell is the sign to run the cell from its own text, and the others are left out.
/// </remarks>
internal sealed class MagicCells(CompositeKernel root, MemoryProfiler profiler)
{
    private readonly ConditionalWeakTable<KernelCommand, Cell> _cells = [];
    private readonly SessionView _sessions = new(root);

    /// <summary>A <see cref="KernelCommandPipelineMiddleware"/>.</summary>
    public async Task RunAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (CellOf(command) is not { } cell)
        {
            await next(command, context).ConfigureAwait(false);
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
            await new CellRun(root, profiler, _sessions, cell, context, next).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            begun.IsOver = true;
        }
    }

    /// <summary>The cell with magics that a command is a piece of, or is itself: an indented directive is none to the host, and the cell stays whole.</summary>
    private SubmitCode? CellOf(KernelCommand command) => command switch
    {
        { Parent: SubmitCode parent } when IsOurs(parent) => parent,
        SubmitCode cell when IsOurs(cell) => cell,
        _ => null,
    };

    private bool IsOurs(SubmitCode cell) =>
        MagicGrammar.Magics.Any(magic => cell.Code.Contains(magic.Name, StringComparison.Ordinal))
        && (CellSplitter.Split(cell.Code, CellRun.Document).Any(piece => piece is MagicPiece) || HoldsMagicAsText(cell));

    /// <summary>Whether the host would split a C# cell inside a string or comment, at what is a directive to it and none to C#.</summary>
    private bool HoldsMagicAsText(SubmitCode cell) =>
        root.ChildKernels.TryGetByAlias(cell.TargetKernelName ?? root.DefaultKernelName, out var kernel)
        && kernel is CSharpKernel
        && !HostDirectives.In(cell.Code).Any();

    private sealed class Cell
    {
        public bool IsOver { get; set; }
    }
}
