using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Libraries;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Cli.Embedding;

/// <summary>One <c>#!memit</c> or <c>#!mprun</c> of a cell.</summary>
internal sealed class MagicRun(SessionParts session, CellSource cell, ICellOutput output) : IMagicHost
{
    private const string ErrorKind = "MemMagics";

    /// <summary>The measurement; <see langword="null"/> when there is none.</summary>
    public Report? Report { get; private set; }

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(MagicCommand command, CancellationToken cancellationToken)
    {
        if (command is MeasureCommand { Request: var request })
        {
            var code = await session.Script.WithResultsAsync(request.Code);
            if (code != request.Code && request.State == StateMode.Replay)
                throw new MissingResultException("--replay runs the earlier cells anew, which gives no results by number. Name the result in its cell, var x = …, and measure x.");
            if (code != request.Code)
                command = new MeasureCommand(request with { Code = code, Label = request.Label ?? request.Code });
        }

        var outcome = await new MagicExecution(session.Profiler, this).RunAsync(command, cancellationToken);
        Report = outcome.Report;
        return outcome.Failure is { } failure ? new CellError(ErrorKind, failure, []) : null;
    }

    ValueTask<NotebookSession> IMagicHost.GetSessionAsync(CancellationToken cancellationToken) => new(new NotebookSession(session.Script.State)
    {
        AddedReferences = session.Script.AddedReferences,
        NativeLibraryFolders = session.References.NativeFolders,
        ResourceFolders = session.References.ResourceFolders,
        LibrarySettings = DisplayInWorkers.Settings,
        Threw = session.Script.Threw,
        DocumentText = session.Documents.Find,
    });

    void IMagicHost.Wait(MeasureProgress? progress) => output.Wait(progress is null ? null : $"measuring: {progress.Step}");

    void IMagicHost.ShowHelp(string text) => output.Display(DisplayForms.Of(NewId(), text));

    // Why the cell fails is said once, as its error.
    void IMagicHost.Show(Report report) => output.Display(DisplayForms.Of(NewId(), report with { Failure = null, Hint = report.Hint is { } hint ? ResultUses.Restored(hint) : null }));

    Task IMagicHost.DefineAsync(string name, Report report) => session.Script.DefineAsync(name, report.GetType(), report, cell.Document);

    private static string NewId() => Guid.NewGuid().ToString("N");
}
