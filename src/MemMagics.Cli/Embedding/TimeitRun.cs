using System.Globalization;
using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>One <c>#!timeit</c>: how long code takes, as IPython's magic tells it.</summary>
internal sealed partial class TimeitRun(SessionParts session, CellSource cell, ICellOutput output)
{
    private const int DefaultRuns = 7;

    // A run that is shorter says more about the clock than about the code.
    private static readonly TimeSpan s_shortestRun = TimeSpan.FromSeconds(0.1);

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(DirectivePiece directive, CancellationToken cancellationToken)
    {
        var options = Options().Match(directive.Code);
        var code = directive.Code[options.Length..];
        if (string.IsNullOrWhiteSpace(code) || Number(options, "loops") is 0 or < 0 || Number(options, "runs") is 0 or < 0)
            return new CellError("Magic", $"{cell.Document}, line {directive.Line}: {HostMagics.Timeit} needs code, and numbers from 1 to 1,000,000,000: {HostMagics.Timeit} -n 1000 -r 5 Solve().", []);

        code = await session.Script.WithResultsAsync(code);
        var before = directive.Code[..options.Length];
        var line = directive.Line + before.Count(character => character == '\n');
        var column = before.Contains('\n') ? before.Length - before.LastIndexOf('\n') : directive.Column + before.Length;
        var compiled = await session.Script.RunAsync(LoopCode.Of(code, cell.Document, line, column), cell.Document, new CellScope(), cancellationToken);
        if (compiled.Exception is { } exception)
            return ErrorText.Of(exception);
        try
        {
            var times = await StoppableThreads.RunAsync(() => MeasureAsync(compiled.Value!, Number(options, "loops"), Number(options, "runs") ?? DefaultRuns), cancellationToken);
            output.Write(OutputStream.Out, $"{times}\n");
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorText.Of(e);
        }
    }

    private static async Task<string> MeasureAsync(object code, int? givenLoops, int runs)
    {
        var loops = givenLoops ?? 1;
        for (var time = await RunAsync(loops); givenLoops is null && time < s_shortestRun && loops < 1_000_000_000; time = await RunAsync(loops))
            loops = time.Ticks <= 0 ? loops * 10 : (int)Math.Min(1_000_000_000L, loops * Math.Clamp((long)(1.3 * s_shortestRun.Ticks / time.Ticks), 2, 10));

        var seconds = new List<double>();
        for (var run = 0; run < runs; run++)
            seconds.Add((await RunAsync(loops)).TotalSeconds / loops);
        var mean = seconds.Average();
        var deviation = Math.Sqrt(seconds.Average(time => (time - mean) * (time - mean)));
        return string.Create(CultureInfo.InvariantCulture, $"{Text(mean)} ± {Text(deviation)} per loop (mean ± std. dev. of {runs} {(runs == 1 ? "run" : "runs")}, {loops:N0} {(loops == 1 ? "loop" : "loops")} each)");

        async Task<TimeSpan> RunAsync(long count) => code is Func<long, TimeSpan> function ? function(count) : await ((Func<long, Task<TimeSpan>>)code)(count);
    }

    private static string Text(double seconds)
    {
        var (value, unit) = seconds switch
        {
            >= 1 => (seconds, "s"),
            >= 1e-3 => (seconds * 1e3, "ms"),
            >= 1e-6 => (seconds * 1e6, "µs"),
            _ => (seconds * 1e9, "ns"),
        };
        var digits = value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00";
        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(digits, CultureInfo.InvariantCulture)} {unit}");
    }

    /// <returns>The option's number; <see langword="null"/> when it is not given, 0 when it is too large.</returns>
    private static int? Number(Match options, string name) =>
        !options.Groups[name].Success ? null : int.TryParse(options.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000 ? number : 0;

    [GeneratedRegex(@"^[ \t]*((-n[ \t]*(?<loops>\d+)|-r[ \t]*(?<runs>\d+))\s+)*")]
    private static partial Regex Options();
}
