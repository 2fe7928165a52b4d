using MemMagics.Cli.Building;
using MemMagics.Cli.Terminal;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Cli.Programs;

/// <summary>Builds a program, measures it, and shows the report.</summary>
internal sealed class ProgramMeasurement(ProgramOptions options) : IProgress<MeasureProgress>
{
    private readonly StatusLine _status = new();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var standardOutput = options.Format == Running.OutputFormat.Json ? StandardOutput.Reserve() : StandardOutput.Shared();
        var view = new ProgramView(options, standardOutput.Writer);
        try
        {
            if (options.Html is { } page)
                ReportFile.Check(page);
            var report = await MeasureAsync(cancellationToken);
            _status.Clear();
            view.Show(report);
            if (options.Html is { } html)
                ReportFile.Save(report, html);
            return Written(standardOutput) && report.Failure is null ? ExitCodes.Success : standardOutput.Failure is null ? ExitCodes.Failed : ExitCodes.Unusable;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Refuse("Interrupted: nothing was measured.", ExitCodes.Interrupted);
        }
        catch (Exception e) when (e is MagicException or BuildException)
        {
            return Refuse(e.Message, ExitCodes.Unusable);
        }
        catch (Exception e)
        {
            return Refuse(UnexpectedFailure.Sentence(e), ExitCodes.Unusable);
        }

        int Refuse(string sentence, int exitCode)
        {
            _status.Clear();
            view.Refuse(sentence);
            ErrorOutput.Write(sentence);
            return exitCode;
        }
    }

    void IProgress<MeasureProgress>.Report(MeasureProgress value) => _status.Show($"measuring: {value.Step}");

    private async Task<Report> MeasureAsync(CancellationToken cancellationToken)
    {
        var built = await new ProgramBuild().BuildAsync(options.Source, options.Build, _status.Show, cancellationToken);
        if (built.IsWeb && options.Call is null)
            throw new MagicException($"{built.Name} is a web application, which serves until it is stopped. Measure a call in it: --call \"Type.Method(…)\".");

        var session = await ProgramSession.StartAsync(built, options);
        await using var profiler = new MemoryProfiler();
        var report = await profiler.MeasureAsync(session, RequestFor(built, session.Program!), this, cancellationToken);
        return report with { Notes = [.. built.Notes, .. report.Notes] };
    }

    private MeasureRequest RequestFor(BuiltProgram built, MeasuredProgram program)
    {
        var request = options.Call is { } call ? options.Request(call) with { Origin = new CodeOrigin("--call") } : WholeProgram(built, program);
        return options.ChoosesGc ? request : request with { Gc = program.Gc };
    }

    /// <summary>A program begins once in a process. What it does to the world it does as often as it runs, so it runs once if nobody asks for more.</summary>
    private MeasureRequest WholeProgram(BuiltProgram built, MeasuredProgram program)
    {
        var entry = program.Code.EntryPoint ?? throw new MagicException($"'{built.Name}' is a library: it has no entry point that could be measured. Measure a call in it: --call \"Type.Method(…)\".");
        var request = options.Request(entry.Call);
        if (request.Call == CallChoice.Warm)
            throw new MagicException("A program begins once in a process, so there is no warm call of it. Leave --warm out, or measure a call in it: --call \"Solve(3)\".");

        return request with
        {
            Call = CallChoice.Cold,
            Repeat = request.Repeat ?? 1,
            Label = string.Join(' ', [built.Name, .. options.Arguments.Select(ShellWord.Of)]),
            Origin = new CodeOrigin(built.Name),
        };
    }

    private static bool Written(StandardOutput output)
    {
        output.Writer.Flush();
        if (output.Failure is not { } failure)
            return true;

        ErrorOutput.Write($"Standard output cannot be written: {failure}");
        return false;
    }
}
