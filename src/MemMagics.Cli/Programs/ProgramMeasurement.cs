using MemMagics.Cli.Scripts;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
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
            ProgramFiles.Protect(options.Source.Path, options.Arguments);
            CheckOutputs();
            if (options.Call is { } call && !CSharpText.HasTokens(call))
                throw new MagicException("--call has no code to measure: --call \"Solve(3)\".");
            var report = await MeasureAsync(cancellationToken);
            _status.Clear();
            if (options.Html is { } html)
                ReportFile.Save(report, html);
            view.Show(report);
            return Written(standardOutput) && report.Failure is null ? ExitCodes.Success : standardOutput.Failure is null ? ExitCodes.Failed : ExitCodes.Unusable;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Refuse("Interrupted: nothing was measured.", ExitCodes.Interrupted);
        }
        catch (Exception e) when (e is MagicException or BuildException or LibraryException)
        {
            return Refuse(e.Message, e is MagicException { IsOfRun: true } ? ExitCodes.Failed : ExitCodes.Unusable);
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
        if (ScriptProgram.Is(options.Source.Path))
            return await MeasureScriptAsync(cancellationToken);
        var built = await new ProgramBuild().BuildAsync(options.Source, options.Build, _status.Show, cancellationToken);
        ProgramFiles.Protect(built);
        CheckOutputs();
        if (options.Call is null && WhyNotWhole(built) is { } reason)
            throw new MagicException($"{built.Name} {reason}");

        using var input = StandardInput.OfThisProcess();
        var program = ProgramOf(built);
        var request = RequestFor(built, program);
        await using var profiler = MemoryProfiler.ForOneMeasurement();
        var warmUp = Task.Run(() => profiler.WarmUp(request, program), CancellationToken.None);
        var session = ProgramSession.Of(built, program, CommandWith(input));
        await warmUp;
        var report = await profiler.MeasureAsync(session, request, this, cancellationToken);
        return report with { Notes = [.. built.Notes, .. report.Notes] };
    }

    private void CheckOutputs() => ProgramFiles.Check((options.Html, "--html"), (options.SaveTo, "-T"));

    /// <summary>Scripts are compiled as cells are, not by the SDK.</summary>
    private async Task<Report> MeasureScriptAsync(CancellationToken cancellationToken)
    {
        if (options.Source.Framework is not null)
            throw new MagicException("A script runs on this .NET: --framework is for projects.");
        using var script = await ScriptProgram.StartAsync(options.Source.Path, options.Arguments, options.Call, new PreparationOutput(_status), cancellationToken);
        ProgramFiles.Protect(script, options.Source.Path);
        CheckOutputs();
        var request = options.Call is { } call ? options.Request(call) with { Origin = new CodeOrigin("--call") } : WholeScript(script);
        using var input = StandardInput.OfThisProcess();
        await using var profiler = MemoryProfiler.ForOneMeasurement();
        return await profiler.MeasureAsync(script.Session with { Shell = CommandWith(input) }, request, this, cancellationToken);
    }

    private MeasureRequest WholeScript(ScriptProgram script)
    {
        if (!CSharpText.HasTokens(script.Code))
            throw new MagicException($"{options.Source.Path} has no code of its own to measure.");
        return Once(options.Request(script.Code)) with { Label = Label(options.Source.Path), Origin = script.Origin };
    }

    /// <summary>Why a program cannot be measured as a whole, and what can; <see langword="null"/> when it can.</summary>
    private static string? WhyNotWhole(BuiltProgram built) =>
        built.IsTest ? "is a test project, whose entry point is the test framework's. Measure a call in it: --call \"Type.Method(…)\"; or measure in the tests themselves, with the package MemMagics.Testing."
        : built.IsWeb ? "is a web application, which serves until it is stopped. Measure a call in it: --call \"Type.Method(…)\"."
        : null;

    private MeasuredProgram ProgramOf(BuiltProgram built) => new()
    {
        Name = built.Name,
        Code = ProgramAssembly.Read(built.Assembly),
        RuntimeConfiguration = built.RuntimeConfiguration,
        Dependencies = built.Dependencies,
        Libraries = [.. built.Libraries.Where(path => path != built.Assembly)],
        Arguments = options.Arguments,
        IsWhole = options.Call is null,
    };

    private ShellCommand CommandWith(StandardInput input) => new() { Line = options.CommandLine, Input = input.Path };

    private MeasureRequest RequestFor(BuiltProgram built, MeasuredProgram program)
    {
        var request = options.Call is { } call ? options.Request(call) with { Origin = new CodeOrigin("--call") } : WholeProgram(built, program);
        return options.ChoosesGc ? request : request with { Gc = program.Gc };
    }

    private MeasureRequest WholeProgram(BuiltProgram built, MeasuredProgram program)
    {
        var entry = program.Code.EntryPoint ?? throw new MagicException($"'{built.Name}' is a library: it has no entry point that could be measured. Measure a call in it: --call \"Type.Method(…)\".");
        return Once(options.Request(entry.Call)) with { Label = Label(built.Name), Origin = new CodeOrigin("start") };
    }

    /// <summary>A program begins once in a process. What it does to the world it does as often as it runs, so it runs once if nobody asks for more.</summary>
    private static MeasureRequest Once(MeasureRequest request)
    {
        if (request.Call == CallChoice.Warm)
            throw new MagicException("A program begins once in a process, so there is no warm call of it. Leave --warm out, or measure a call in it: --call \"Solve(3)\".");

        return request with { Call = CallChoice.Cold, Repeat = request.Repeat ?? 1 };
    }

    private string Label(string name) => string.Join(' ', [name, .. options.Arguments.Select(ShellWord.Of)]);

    private static bool Written(StandardOutput output)
    {
        output.Writer.Flush();
        if (output.Failure is not { } failure)
            return true;

        ErrorOutput.Write($"Standard output cannot be written: {failure}");
        return false;
    }
}
