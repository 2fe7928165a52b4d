using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>One <c>#!memit</c> or <c>#!mprun</c> of a cell.</summary>
internal sealed class MagicRun(Func<Task<NotebookSession>> session, CSharpKernel kernel, CellDisplay display) : IMagicHost
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private bool _quiet;

    /// <summary>Will show what is done now; <see langword="null"/> when that is shown already, or over.</summary>
    private Timer? _later;

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    /// <exception cref="OperationCanceledException">The cell was cancelled.</exception>
    public async Task<string?> RunAsync(MagicCommand command, MemoryProfiler profiler, CancellationToken cancellationToken)
    {
        _quiet = command is MeasureCommand { Request.Quiet: true };
        var outcome = await new MagicExecution(profiler, this).RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (outcome is { Report: null, Failure: not null } && display.IsShown)
            display.ShowLine("not measured");

        return outcome.Failure;
    }

    async ValueTask<NotebookSession> IMagicHost.GetSessionAsync(CancellationToken cancellationToken) => await session().ConfigureAwait(false);

    void IMagicHost.Wait(MeasureProgress? progress)
    {
        if (_quiet)
            return;

        lock (_gate)
        {
            // What is over must not fire while the code runs, which may be measured in this very process.
            _later?.Dispose();
            _later = null;
            if (progress is null)
                return;

            // Nothing is shown of what is over at once, such as code that does not compile.
            if (display.IsShown || progress.Step != MeasureProgress.Compiling)
                display.ShowLine(Line(progress));
            else
                _later = new Timer(_ => ShowLate(progress), null, s_soon, Timeout.InfiniteTimeSpan);
        }
    }

    void IMagicHost.ShowHelp(string text) => display.ShowVerbatim(text);

    // Why the cell fails is said once, as its error.
    void IMagicHost.Show(Report report) => display.Show(report with { Failure = null });

    async Task IMagicHost.DefineAsync(string name, Report report)
    {
        try
        {
            await kernel.SetValueAsync(name, report, report.GetType()).ConfigureAwait(false);
        }
        catch (CompilationErrorException e)
        {
            throw new MagicException($"The report could not be kept as '{name}': {e.Message}", e);
        }
    }

    private void ShowLate(MeasureProgress progress)
    {
        lock (_gate)
        {
            if (_later is not null)
                display.ShowLine(Line(progress));
        }
    }

    private static string Line(MeasureProgress progress) => $"measuring: {progress.Step}";
}
