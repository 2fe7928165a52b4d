using MemMagics.Platform;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>The message for a worker that exited before its run was complete.</summary>
internal static class WorkerExitText
{
    private const int MostLines = 12;
    private const string Frame = "   at ";

    /// <summary>Whether the worker ended itself because it could not talk to the engine: it says so by its exit code, or had nothing to say and was done.</summary>
    /// <param name="exitCode">The exit code; 128 + n for signal n on Unix.</param>
    /// <param name="announced">The exit code that the worker announced before; <see langword="null"/> for none.</param>
    public static bool IsOfBrokenConnection(int exitCode, int? announced) => announced is null && exitCode is 0 or Connection.ExitCodeWhenBroken;

    /// <summary>A sentence with the exit code or signal, the run, and what the process printed last.</summary>
    /// <inheritdoc cref="IsOfBrokenConnection"/>
    public static string Render(int exitCode, int? announced, string run, string printed, string unharmed)
    {
        var sentence = $"The worker died in {run}: {Cause(exitCode, announced, printed)}.{unharmed}";
        var last = LastLines(printed);
        return last.Length == 0 ? sentence : $"{sentence} It printed last:\n{last}";
    }

    private static string Cause(int exitCode, int? announced, string printed) =>
        (announced is null ? HostPlatform.Processes.CauseOfDeath(exitCode, printed) : null) ?? $"the measured code ended the process with exit code {exitCode}";

    private static string LastLines(string printed)
    {
        var lines = printed.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The runtime prints the reason first and the stack after it, so of its report the first lines matter.
        var report = Array.FindIndex(lines, line => line.StartsWith("Stack overflow", StringComparison.Ordinal)
            || line.StartsWith("Unhandled exception", StringComparison.Ordinal)
            || line.StartsWith("Process terminated", StringComparison.Ordinal)
            || line.StartsWith("Fatal error", StringComparison.Ordinal));
        var shown = report >= 0 ? lines.Skip(report).Take(MostLines) : lines.TakeLast(MostLines);
        return string.Join('\n', shown.TakeWhile(static line => !IsOwn(line)).Select(Readable));
    }

    /// <summary>Whether a stack line is one of the worker's own frames, which lie below those of the measured code.</summary>
    private static bool IsOwn(string line) => line.StartsWith($"{Frame}MemMagics.Worker.", StringComparison.Ordinal) || line.StartsWith($"{Frame}MemMagics.Wire.", StringComparison.Ordinal);

    private static string Readable(string line) => line.StartsWith($"{Frame}Submission#", StringComparison.Ordinal)
        ? Frame + ExceptionText.ShownMethod(line[Frame.Length..].Split('(')[0])
        : NotebookTypes.AsInSource(line);
}
