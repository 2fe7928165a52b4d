using MemMagics.Magics;
using MemMagics.Measuring;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Interactive;

/// <summary>One cell with magics, run piece by piece from its own text.</summary>
internal sealed class CellRun(
    CompositeKernel root, MemoryProfiler profiler, KernelSessions sessions, CellNames names, SubmitCode cell, KernelInvocationContext context, KernelPipelineContinuation next)
{
    public async Task RunAsync()
    {
        var steps = CellStep.Of(root, cell.Code, cell.TargetKernelName, names.Current).ToList();
        if (steps.Find(step => step.Piece is MagicPiece && step.CSharpIn(root) is null) is { } elsewhere)
        {
            Fail($"#!memit and #!mprun measure C# code; this is a cell of the kernel '{elsewhere.KernelName}'. Put the magic into a C# cell: #!share brings values of other languages there.");
            return;
        }

        foreach (var step in steps)
        {
            await (step.Piece is MagicPiece magic ? RunMagicAsync(magic, step.CSharpIn(root)!) : RunCodeAsync((CodePiece)step.Piece, step.KernelName)).ConfigureAwait(false);

            names.NameCurrent();

            // A failure cancels, too (Microsoft.DotNet.Interactive/KernelInvocationContext.cs).
            if (context.CancellationToken.IsCancellationRequested)
                return;
        }
    }

    private async Task RunMagicAsync(MagicPiece magic, CSharpKernel kernel)
    {
        var run = new MagicRun(sessions.Of(kernel, SendAsync), kernel, new CellDisplay(context, cell));
        try
        {
            if (await run.RunAsync(magic.Command, profiler, context.CancellationToken).ConfigureAwait(false) is { } failure)
                Fail(failure);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The host has reported this already, and takes no more events of the cell.
        }
    }

    private Task RunCodeAsync(CodePiece piece, string kernelName)
    {
        // Blank lines replace what comes before, so that errors have the cell's own line numbers.
        var code = new string('\n', piece.Line - 1) + piece.Text;
        return HostDirectives.In(piece.Text).Any() ? SendAsync(code, kernelName) : SubmitAsync(code, kernelName);
    }

    /// <summary>Passes on code without directives as the host passes on the pieces that it makes of a cell: its failure is the cell's.</summary>
    private Task SubmitAsync(string code, string kernelName)
    {
        var submission = new SubmitCode(code, kernelName);
        submission.SetParent(cell, bubbleEvents: true);
        return next(submission, context);
    }

    /// <summary>Sends code with directives to the host, which splits it, as a command of its own, whose failure has to be made the cell's.</summary>
    private async Task SendAsync(string code, string kernelName)
    {
        var submission = new SubmitCode(code, kernelName);
        submission.SetParent(cell, bubbleEvents: true);
        var result = await root.SendAsync(submission).ConfigureAwait(false);
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed)
            context.Fail(cell, failed.Exception, failed.Message);
    }

    private void Fail(string sentence) => context.Fail(cell, message: sentence);
}
