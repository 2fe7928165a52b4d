using System.Diagnostics;
using MemMagics.Cli.Display;
using MemMagics.Cli.Packages;

namespace MemMagics.Cli.Embedding;

/// <summary>A C# notebook session in this process. Front ends give it cells and receive output; it knows none of them.</summary>
internal sealed class EmbeddedSession : IDisplayTarget, IAsyncDisposable
{
    // The console and what `display` writes to belong to the process: only one cell can have them.
    private static readonly SemaphoreSlim console = new(1, 1);

    // How long code that does not listen is waited for after an interrupt.
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(2);

    private readonly Task<ScriptSession> starting;
    private readonly NativeLibraries natives = new();
    private readonly SessionPackages packages;
    private readonly SessionDocuments documents = new();
    private readonly MemoryProfiler profiler = new();
    private readonly TextWriter standardOut = Console.Out;
    private readonly TextWriter standardError = Console.Error;
    private readonly ConsoleWriter capturedOut;
    private readonly ConsoleWriter capturedError;
    private ICellOutput? current;
    private Task abandoned = Task.CompletedTask;

    /// <summary>Starts a session; it is ready when its first cell runs.</summary>
    /// <param name="folder">The notebook's folder, against which its paths are resolved.</param>
    /// <param name="cache">Where packages that were restored before are remembered; by default the user's own cache.</param>
    public EmbeddedSession(string folder, PackageCache? cache = null)
    {
        starting = Task.Run(() => ScriptSession.StartAsync(folder));
        packages = new SessionPackages(new PackageRestore(cache ?? new PackageCache(PackageCache.DefaultFolder), folder), natives);
        capturedOut = new ConsoleWriter(OutputStream.Out, () => current, standardOut);
        capturedError = new ConsoleWriter(OutputStream.Error, () => current, standardError);
    }

    /// <summary>Prepares for measurements that are to come, after the session itself has started. Optional.</summary>
    public async Task WarmUpAsync()
    {
        await starting;
        profiler.WarmUp();
    }

    /// <summary>Runs a cell. Whatever happens in it, the session is there for the next one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Receives what the cell prints, displays and fails with, as it happens.</param>
    /// <param name="cancellationToken">Interrupts the cell: a measurement or a restore ends at once, with its processes.</param>
    public async Task<CellResult> RunCellAsync(CellSource cell, ICellOutput output, CancellationToken cancellationToken = default)
    {
        if (!abandoned.IsCompleted)
            return Failed(output, new CellError("Busy", "A cell that was interrupted is still running. Restart the session to be rid of it.", []), [], TimeSpan.Zero);

        var started = Stopwatch.GetTimestamp();
        var gated = new GatedOutput(output);
        await console.WaitAsync(cancellationToken);
        try
        {
            Attach(gated);
            var run = new CellRun(new SessionParts(await starting, packages, documents, profiler), cell, gated);
            var error = await InterruptibleAsync(run, cancellationToken);
            return error is null
                ? new CellResult(CellStatus.Ok, null, run.Reports, Stopwatch.GetElapsedTime(started))
                : Failed(gated, error, run.Reports, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            Detach();
            console.Release();
        }
    }

    /// <summary>Called by the cell's code.</summary>
    void IDisplayTarget.Show(string id, object? value, string? mimeType, bool isUpdate)
    {
        var content = DisplayForms.Of(id, value, mimeType);
        if (isUpdate)
            current?.Update(content);
        else
            current?.Display(content);
    }

    public async ValueTask DisposeAsync()
    {
        natives.Dispose();
        await profiler.DisposeAsync();
    }

    private void Attach(ICellOutput output)
    {
        current = output;
        Console.SetOut(capturedOut);
        Console.SetError(capturedError);
        CellFunctions.Target = this;
    }

    /// <summary>What threads of a cell print after its end still goes to its output.</summary>
    private void Detach()
    {
        Console.SetOut(standardOut);
        Console.SetError(standardError);
        CellFunctions.Target = null;
    }

    /// <summary>Code that never looks at a token cannot be stopped, only left behind.</summary>
    private async Task<CellError?> InterruptibleAsync(CellRun run, CancellationToken cancellationToken)
    {
        var work = Task.Run(() => run.RunAsync(cancellationToken), CancellationToken.None);
        try
        {
            try
            {
                return await work.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return await work.WaitAsync(grace, CancellationToken.None) ?? new CellError("Interrupted", "Interrupted.", []);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CellError("Interrupted", "Interrupted.", []);
        }
        catch (TimeoutException)
        {
            abandoned = work;
            return new CellError("Interrupted", "Interrupted; the cell's code does not stop by itself and was left running.", []);
        }
    }

    private static CellResult Failed(ICellOutput output, CellError error, IReadOnlyList<Reports.Report> reports, TimeSpan elapsed)
    {
        output.Fail(error);
        return new CellResult(CellStatus.Failed, error, reports, elapsed);
    }
}
