using System.Diagnostics;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Display;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using MemMagics.Hosting.Projects;
using MemMagics.Hosting.Sdk;
using MemMagics.Measuring;

namespace MemMagics.Cli.Embedding;

/// <summary>A C# notebook session in this process. Front ends give it cells and receive output; it knows none of them.</summary>
internal sealed class EmbeddedSession : IDisplayTarget, IAsyncDisposable
{
    // The console and what `display` writes to belong to the process: only one cell can have them.
    private static readonly SemaphoreSlim s_console = new(1, 1);

    // The output of a cell, on every thread that the cell starts.
    private static readonly AsyncLocal<GatedOutput?> s_ofThisCell = new();

    private static readonly RefusingInput s_nobody = new("The cell asks for input, and there is nobody to ask. Put the value into a variable, or read it from a file.");

    private readonly Task<ScriptSession> _starting;
    private readonly NativeLibraries _natives = new();
    private readonly ManagedLibraries _libraries = new();
    private readonly CellReferences _references;
    private readonly SessionDocuments _documents = new();
    private readonly MemoryProfiler _profiler = new();
    private readonly Dictionary<string, StoredValue> _values = [];
    private readonly string _folder;
    private readonly ConsoleWriter _capturedOut;
    private readonly ConsoleWriter _capturedError;
    private readonly ConsoleReader _asking;
    private GatedOutput? _current;

    /// <summary>Starts a session; it is ready when its first cell runs.</summary>
    /// <param name="folder">The notebook's folder, against which its paths are resolved.</param>
    /// <param name="cache">Where packages that were restored before are remembered; by default the user's own cache.</param>
    public EmbeddedSession(string folder, PackageCache? cache = null)
    {
        _folder = folder;
        _starting = Task.Run(() => ScriptSession.StartAsync(folder, _libraries.Loader, _libraries.Add));
        _references = new CellReferences(
            folder,
            new SessionPackages(new PackageRestore(cache ?? new PackageCache(UserCache.Folder), folder), _natives, _libraries),
            new ReferencedProjects(new ProgramBuild(new BuildCache(cache?.Folder)), _natives, _libraries));
        _capturedOut = new ConsoleWriter(OutputStream.Out, () => Output);
        _capturedError = new ConsoleWriter(OutputStream.Error, () => Output);
        _asking = new ConsoleReader(() => Output?.Input);
        UnhandledExceptions.ShowIn(() => Output);
        FormattingLibrary.WhenLoaded(OwnDisplays.Listen);
    }

    /// <summary>Whether cells may have the shell run commands. Off, unless the environment says otherwise.</summary>
    public bool AllowsShell { get; init; } = ShellRun.IsAllowedByEnvironment;

    /// <summary>Prepares for measurements that are to come, after the session itself has started. Optional.</summary>
    public async Task WarmUpAsync()
    {
        await _starting;
        _profiler.WarmUp();
    }

    /// <summary>Runs a cell. Whatever happens in it, the session is there for the next one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Receives what the cell prints, displays and fails with, as it happens.</param>
    /// <param name="cancellationToken">Interrupts the cell: a measurement or a restore ends at once, with its processes.</param>
    /// <param name="input">Whom the cell can ask; <see langword="null"/> for nobody.</param>
    public async Task<CellResult> RunCellAsync(CellSource cell, ICellOutput output, CancellationToken cancellationToken = default, ICellInput? input = null)
    {
        var started = Stopwatch.GetTimestamp();
        var gated = new GatedOutput(output, input ?? s_nobody);
        await s_console.WaitAsync(CancellationToken.None);
        try
        {
            Attach(gated);
            var run = new CellRun(await PartsAsync(gated.Input), cell, gated);
            var error = await InterruptibleAsync(run, gated, cancellationToken);
            if (error is not null)
                gated.Fail(error);
            if (cancellationToken.IsCancellationRequested)
                gated.Close();
            return new CellResult(error is null ? CellStatus.Ok : CellStatus.Failed, error, run.Reports, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            s_console.Release();
        }
    }

    /// <summary>The chain of the session's submissions. What a cell adds to it is seen when the cell has ended.</summary>
    public Task<ScriptSession> Script => _starting;

    /// <summary>Called by the cell's code.</summary>
    string IDisplayTarget.Show(string id, object? value, IReadOnlyList<string> mimeTypes, bool isUpdate)
    {
        var content = DisplayForms.Of(id, value, mimeTypes);
        Show(content, isUpdate);
        return content.Text;
    }

    /// <summary>Called by the library that the cell's code uses.</summary>
    void IDisplayTarget.ShowForms(string id, object? value, IReadOnlyDictionary<string, string> forms, bool isUpdate) =>
        Show(DisplayForms.OfForms(id, value, forms), isUpdate);

    private void Show(DisplayedContent content, bool isUpdate)
    {
        if (isUpdate)
            Output?.Update(content);
        else
            Output?.Display(content);
    }

    /// <summary>Called by the cell's code.</summary>
    string? IDisplayTarget.Ask(string prompt, bool isPassword) => (Output?.Input ?? s_nobody).Ask(prompt, isPassword);

    public async ValueTask DisposeAsync()
    {
        _natives.Dispose();
        _libraries.Dispose();
        await _profiler.DisposeAsync();
    }

    /// <summary>Gives the cell the console, for good: what its threads print after its end, and after the session's, is its output and not the process's.</summary>
    private void Attach(GatedOutput output)
    {
        _current = output;
        _asking.Forget();
        Console.SetIn(_asking);
        Console.SetOut(_capturedOut);
        Console.SetError(_capturedError);
        CellFunctions.Target = this;
    }

    private static async Task<CellError?> InterruptibleAsync(CellRun run, GatedOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(
                () =>
                {
                    s_ofThisCell.Value = output;
                    return run.RunAsync(cancellationToken);
                },
                CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CellError.Interrupted("Interrupted.");
        }
        catch (CodeStillRunningException)
        {
            return CellError.Interrupted("Interrupted; the cell's code does not stop by itself and was left running. What it still prints is dropped. Restart the session to be rid of it.") with { IsStillRunning = true };
        }
    }

    private async Task<SessionParts> PartsAsync(ICellInput input) =>
        new(await _starting, _references, _documents, _profiler) { Folder = _folder, Input = input, Values = _values, AllowsShell = AllowsShell };

    private GatedOutput? Output => s_ofThisCell.Value ?? _current;
}
