using System.Diagnostics;

namespace MemMagics.Tests;

/// <summary>How a program ended, and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="input">All that is on its standard input.</param>
    public static async Task<ToolRun> OfAsync(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await errors);
    }
}
