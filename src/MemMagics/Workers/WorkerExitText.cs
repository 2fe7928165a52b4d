namespace MemMagics.Workers;

/// <summary>The message for a worker that exited before its run was complete.</summary>
internal static class WorkerExitText
{
    private const int MostLines = 12;
    private const string Frame = "   at ";

    /// <summary>A sentence with the exit code or signal, the run, and what the process printed last.</summary>
    public static string Render(int exitCode, string run, string printed)
    {
        var sentence = $"The worker died in {run}: {Cause(exitCode, printed)}. The notebook's session is unharmed.";
        var last = LastLines(printed);
        return last.Length == 0 ? sentence : $"{sentence} It printed last:\n{last}";
    }

    private static string Cause(int exitCode, string printed)
    {
        if (printed.Contains("Stack overflow", StringComparison.Ordinal) && exitCode == 128 + 6)
            return "stack overflow (SIGABRT, exit code 134)";

        if (OperatingSystem.IsWindows() || exitCode <= 128)
            return $"the measured code ended the process with exit code {exitCode}";

        var signal = exitCode - 128;
        var name = signal switch
        {
            4 => "SIGILL",
            6 => "SIGABRT, as Environment.FailFast and unhandled exceptions end a process",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL: killed from outside, perhaps by the kernel for want of memory",
            11 => "SIGSEGV",
            15 => "SIGTERM",
            _ => $"signal {signal}",
        };
        return $"{name} ({exitCode})";
    }

    private static string LastLines(string printed)
    {
        var lines = printed.TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
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

    private static string Readable(string line) =>
        line.StartsWith($"{Frame}Submission#", StringComparison.Ordinal) ? Frame + ExceptionText.ShownMethod(line[Frame.Length..].TrimEnd('\r').Split('(')[0]) : line;
}
