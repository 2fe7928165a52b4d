using System.Runtime.CompilerServices;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>The middleware of the root kernel that builds the projects which C# code asks for, and passes on the code without the lines that do.</summary>
/// <remarks>The host leaves <c>#r</c> with anything but a package to the compiler, in the code that it sends to the C# kernel (Microsoft.DotNet.Interactive/Parsing/SubmissionParser.cs).</remarks>
internal sealed class ProjectMiddleware(CompositeKernel root, KernelSessions sessions)
{
    /// <summary>A <see cref="KernelCommandPipelineMiddleware"/>.</summary>
    public async Task RunAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (CodeOf(command) is not { } code || CSharpOf(command) is not { } kernel || ProjectDirectives.Read(code) is not { Projects.Count: > 0 } directives)
        {
            await next(command, context).ConfigureAwait(false);
            return;
        }

        if (command is SubmitCode cell)
        {
            if (await AddAsync(kernel, directives.Projects, cell, context).ConfigureAwait(false))
                await RunAsync(cell, directives.Code, context, next).ConfigureAwait(false);
        }
        else
        {
            var rest = new RequestDiagnostics(directives.Code, kernel.Name);
            rest.SetParent(command, bubbleEvents: true);
            await next(rest, context).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a cell with other code. It stays the same command, whose events, failure and place in a cell that the host has split are its own.</summary>
    private static async Task RunAsync(SubmitCode cell, string code, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        var written = cell.Code;
        SetCode(cell, code);
        try
        {
            await next(cell, context).ConfigureAwait(false);
        }
        finally
        {
            SetCode(cell, written);
        }
    }

    // The host sets it, too, as it splits cells; nobody else may (Microsoft.DotNet.Interactive/Commands/SubmitCode.cs).
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Code")]
    private static extern void SetCode(SubmitCode command, string code);

    private static string? CodeOf(KernelCommand command) => command switch
    {
        SubmitCode submitted => submitted.Code,
        RequestDiagnostics asked => asked.Code,
        _ => null,
    };

    private CSharpKernel? CSharpOf(KernelCommand command) =>
        root.ChildKernels.TryGetByAlias(command.TargetKernelName ?? root.DefaultKernelName, out var kernel) ? kernel as CSharpKernel : null;

    /// <returns>Whether the kernel has them now; if not, the cell has failed.</returns>
    private async Task<bool> AddAsync(CSharpKernel kernel, IReadOnlyList<string> projects, SubmitCode cell, KernelInvocationContext context)
    {
        var display = new CellDisplay(context, cell);
        var names = string.Join(", ", projects.Select(static project => Path.GetFileName(project)).Distinct());
        try
        {
            var added = await sessions.AddAsync(kernel, projects, waiting => Show(display, waiting), context.CancellationToken).ConfigureAwait(false);
            display.ShowLine(string.Join('\n', [$"{names}: built in Release and referenced.", .. added.Notes]));
            return true;
        }
        catch (Exception e) when (e is BuildException or LibraryException)
        {
            if (display.IsShown)
                display.ShowLine($"{names}: not referenced.");
            context.Fail(cell, message: e.Message);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The host has reported this already, and takes no more events of the cell.
        }

        return false;
    }

    private static void Show(CellDisplay display, string? waiting)
    {
        if (waiting is not null)
            display.ShowLine(waiting);
    }
}
