using MemMagics.Magics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Interactive;

/// <summary>One cell with magics, run piece by piece from its own text.</summary>
internal sealed class CellRun(
    CompositeKernel root, MemoryProfiler profiler, SessionView sessions, SubmitCode cell, KernelInvocationContext context, KernelPipelineContinuation next)
{
    /// <summary>What messages call the cell: the host's cells have no names.</summary>
    public const string Document = "this cell";

    private string _kernelName = cell.TargetKernelName ?? root.DefaultKernelName;

    public async Task RunAsync()
    {
        foreach (var piece in CellSplitter.Split(cell.Code, Document))
        {
            if (piece is MagicPiece magic)
                await RunMagicAsync(magic).ConfigureAwait(false);
            else
                await RunCodeAsync((CodePiece)piece).ConfigureAwait(false);

            // A failure cancels, too (Microsoft.DotNet.Interactive/KernelInvocationContext.cs).
            if (context.CancellationToken.IsCancellationRequested)
                return;
        }
    }

    private async Task RunMagicAsync(MagicPiece magic)
    {
        if (!root.ChildKernels.TryGetByAlias(_kernelName, out var kernel) || kernel is not CSharpKernel csharp)
        {
            Fail($"#!memit and #!mprun measure C# code; this is a cell of the kernel '{_kernelName}'. Put the magic into a C# cell: #!share brings values of other languages there.");
            return;
        }

        var run = new MagicRun(sessions.Of(csharp, SubmitQuietlyAsync), csharp, new CellDisplay(context, cell));
        try
        {
            if (await run.RunAsync(magic.Command, profiler, context.CancellationToken).ConfigureAwait(false) is { } failure)
                Fail(failure);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The host has said so: nothing that is published now is heard.
        }
    }

    private Task RunCodeAsync(CodePiece piece)
    {
        // Blank lines in place of what stands before, so that errors have the cell's own line numbers.
        var code = new string('\n', piece.Line - 1) + piece.Text;
        var directives = HostDirectives(piece.Text).ToList();
        var kernelName = _kernelName;
        _kernelName = directives.FindLast(IsKernel) ?? _kernelName;
        return directives.Count == 0 ? SubmitQuietlyAsync(code, kernelName) : SendAsync(new SubmitCode(code, kernelName));
    }

    /// <summary>Code without directives goes on its way as a piece that the host made of the cell would: its failure is the cell's.</summary>
    private Task SubmitQuietlyAsync(string code, string kernelName)
    {
        var submission = new SubmitCode(code, kernelName);
        submission.SetParent(cell, bubbleEvents: true);
        return next(submission, context);
    }

    /// <summary>Code with directives is split by the host, as a command of its own, whose failure is not the cell's.</summary>
    private async Task SendAsync(SubmitCode submission)
    {
        submission.SetParent(cell, bubbleEvents: true);
        var result = await root.SendAsync(submission, context.CancellationToken).ConfigureAwait(false);
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed)
            context.Fail(cell, failed.Exception, failed.Message);
    }

    private void Fail(string sentence) => context.Fail(cell, message: sentence);

    private bool IsKernel(string name) => root.ChildKernels.TryGetByAlias(name, out _);

    /// <summary>Names of the host's directives: as in Microsoft.DotNet.Interactive/Parsing/PolyglotSyntaxParser.cs, any line that begins with #!, #r or #i.</summary>
    private static IEnumerable<string> HostDirectives(string code) =>
        from line in code.Split('\n')
        where line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i", StringComparison.Ordinal)
        select line.Split([' ', '\t', '\r'], 2)[0].TrimStart('#', '!');
}
