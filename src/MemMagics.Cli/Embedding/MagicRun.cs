using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Cli.Embedding;

/// <summary>One <c>#!memit</c> or <c>#!mprun</c> of a cell.</summary>
internal sealed class MagicRun(SessionParts session, CellSource cell, ICellOutput output)
{
    private const string ErrorKind = "MemMagics";

    /// <summary>The measurement; <see langword="null"/> when there is none.</summary>
    public Report? Report { get; private set; }

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(MagicCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case HelpCommand help:
                output.Display(DisplayForms.Of(Guid.NewGuid().ToString("N"), help.Text));
                return null;
            case InvalidCommand invalid:
                return new CellError(ErrorKind, invalid.Sentence, []);
            case MeasureCommand { Request: var request }:
                return await MeasureAsync(request, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "An unknown kind of magic.");
        }
    }

    private async Task<CellError?> MeasureAsync(MeasureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            Report = await WaitingAsync(request, cancellationToken);

            // A failure is shown even when quiet was asked for; the figures that there are come with it.
            if (!request.Quiet || Report.Failure is not null)
                output.Display(DisplayForms.Of(Guid.NewGuid().ToString("N"), Report));
            if (request.Output is { } name)
                await session.Script.DefineAsync(name, Report.GetType(), Report, cell.Document);
            return Report.Failure is { } failure ? new CellError(ErrorKind, failure, []) { IsShown = true } : null;
        }
        catch (MagicException e)
        {
            return new CellError(ErrorKind, e.Message, []);
        }
    }

    private async Task<Report> WaitingAsync(MeasureRequest request, CancellationToken cancellationToken)
    {
        var view = new NotebookSession(session.Script.State)
        {
            AddedReferences = session.Script.AddedReferences,
            NativeLibraryFolders = session.Packages.NativeFolders,
            DocumentText = session.Documents.Find,
        };
        try
        {
            return await session.Profiler.MeasureAsync(view, request, new StepProgress(output), cancellationToken);
        }
        finally
        {
            output.Wait(null);
        }
    }

    /// <summary>Not Progress&lt;T&gt;, whose reports arrive later than the result.</summary>
    private sealed class StepProgress(ICellOutput output) : IProgress<MeasureProgress>
    {
        public void Report(MeasureProgress value) => output.Wait($"measuring: {value.Step}");
    }
}
