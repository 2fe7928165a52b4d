using System.Diagnostics;
using MemMagics.Cli.Display;
using MemMagics.Cli.Packages;
using MemMagics.Reports;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>One cell on its way through the session, piece by piece.</summary>
internal sealed class CellRun(ScriptSession script, SessionPackages packages, CellSource cell, ICellOutput output)
{
    private readonly List<Report> reports = [];

    /// <summary>The measurements made so far.</summary>
    public IReadOnlyList<Report> Reports => reports;

    /// <summary>Runs the cell to its end or its first error.</summary>
    /// <returns>Why it failed; <see langword="null"/> when it did not.</returns>
    public async Task<CellError?> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var directives = HostDirectives.Read(cell.Text, cell.Document);
        try
        {
            return await RunCodeAsync(directives, 1, cancellationToken);
        }
        catch (CompilationErrorException e)
        {
            return ErrorText.Of(e);
        }
        catch (PackageException e)
        {
            return new CellError("Package", e.Message, []);
        }
        finally
        {
            if (directives.Timed)
                output.Write(OutputStream.Out, $"Wall time: {WallTime(Stopwatch.GetElapsedTime(started))}\n");
        }
    }

    private async Task<CellError?> RunCodeAsync(HostDirectives directives, int line, CancellationToken cancellationToken)
    {
        if (directives.Unknown is [var unknown, ..])
            return unknown;

        script.AddReferences(await packages.AddAsync(directives, output, cancellationToken));
        if (string.IsNullOrWhiteSpace(directives.Code))
            return null;

        var outcome = await script.RunAsync(ScriptText.StartingAtLine(line, directives.Code), cell.Document, cancellationToken);
        if (outcome.Exception is { } exception)
            return ErrorText.Of(exception);
        if (outcome.HasValue && outcome.Value is not DisplayedValue)
            output.Display(DisplayForms.ResultOf(outcome.Value));
        return null;
    }

    private static string WallTime(TimeSpan elapsed) =>
        elapsed.TotalSeconds >= 1 ? $"{elapsed.TotalSeconds:0.00} s" : $"{elapsed.TotalMilliseconds:0.0} ms";
}
