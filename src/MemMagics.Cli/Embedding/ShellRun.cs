using System.ComponentModel;
using System.Diagnostics;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Platform;

namespace MemMagics.Cli.Embedding;

/// <summary>One line <c>!command</c>: the shell runs it, and the cell shows what it prints.</summary>
internal sealed class ShellRun(SessionParts session, CellSource cell, ICellOutput output)
{
    private const string Variable = "MEMMAGICS_ALLOW_SHELL";

    private readonly object _gate = new();

    public static bool IsAllowedByEnvironment => Environment.GetEnvironmentVariable(Variable) is "1" or "true";

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(DirectivePiece directive, CancellationToken cancellationToken)
    {
        var command = directive.Arguments;
        if (command.Length == 0)
            return Faulty("there is no command.");
        if (!session.AllowsShell)
            return Faulty($"'!{command}' is a command for the shell, and no C# that this notebook knows. Commands are off: allow them with memmagics run --allow-shell, or with the environment variable {Variable}=1.");

        var start = HostPlatform.Processes.InShell(command);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.WorkingDirectory = session.Folder;
        try
        {
            using var process = ProcessStart.Of(start);
            process.StandardInput.Close();
            var reading = Task.WhenAll(PassAsync(process.StandardOutput, OutputStream.Out), PassAsync(process.StandardError, OutputStream.Error));
            try
            {
                await process.WaitForExitAsync(cancellationToken);
                await reading.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode == 0 ? null : Faulty($"'!{command}' ended with exit code {process.ExitCode}.");
        }
        catch (Win32Exception e)
        {
            return Faulty($"the shell cannot be started: {e.Message}");
        }

        CellError Faulty(string sentence) => new("Shell", $"{cell.Document}, line {directive.Line}: {sentence}", []);
    }

    private async Task PassAsync(StreamReader reader, OutputStream stream)
    {
        var buffer = new char[4096];
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            lock (_gate)
                output.Write(stream, new string(buffer, 0, read));
        }
    }
}
