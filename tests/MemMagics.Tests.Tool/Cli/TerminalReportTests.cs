using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MemMagics.Tests.Cli;

/// <summary>Reports on a terminal, where lines have an end and there are colours.</summary>
[Platform("Linux", Reason = "Its commands make a terminal, and end a tool that hangs.")]
public sealed partial class TerminalReportTests
{
    [Test]
    public async Task ReportsKeepToItsWidthAndWhyACellFailedIsSaidOnceInRed()
    {
        // GIVEN
        using var folder = new TemporaryFolder();
        folder.File("a.dib", """
            #!csharp
            static byte[][] Fill(int n)
            {
                var all = new byte[n][];
                for (var i = 0; i < n; i++)
                    all[i] = new byte[1_000 * (i + 1)]; // for which there is no room beside all of the figures
                return all;
            }
            #!mprun -f Fill Fill(10)
            #!csharp
            #!memit -r 1 --max-allocated 1kB new byte[5000]
            #!csharp
            var narrower = "-F /dev/tty cols 60";
            System.Diagnostics.Process.Start("stty", narrower).WaitForExit();
            #!csharp
            #!mprun -f Fill Fill(10)
            """);
        var command = $"stty cols 80 rows 50; {MemMagicsTool.InShell} run a.dib --keep-going 2>errors";

        // WHEN
        var start = new ProcessStartInfo("timeout", ["-s", "KILL", "120", "script", "-qec", command, "/dev/null"]) { WorkingDirectory = folder.Path, Environment = { ["TERM"] = "xterm-256color" } };
        start.Environment.Remove("NO_COLOR");
        var run = await ToolRun.OfAsync(start);

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Errors);
        var lines = run.Output.Split('\n').Select(line => Color().Replace(line.TrimEnd('\r'), "")).ToArray();
        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
        Assert.That(lines, Has.Some.EqualTo("Line #  Increment  Allocated  Occurrences   Line Contents"));
        Assert.That(lines[Array.FindLastIndex(lines, static line => line.StartsWith("[4]", StringComparison.Ordinal))..].Select(line => line.Length), Is.All.LessThanOrEqualTo(60), "the window was made narrower in cell 3");
        Assert.That(lines, Has.Some.Matches(@"   all\[i\] = new .*…$"));
        Assert.That(run.Output.Split("Over budget"), Has.Length.EqualTo(2));
        Assert.That(run.Output, Does.Contain("\e[31mOver budget: allocated 5,024 B in run 1 of 1, 4,024 B more than"));
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Color();
}
