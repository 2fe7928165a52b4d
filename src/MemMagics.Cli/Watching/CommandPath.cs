namespace MemMagics.Cli.Watching;

/// <summary>Finds the program that a command names, as a shell does: the runtime would look into its own folder and the current one first.</summary>
internal static class CommandPath
{
    /// <summary>The program's file.</summary>
    /// <param name="command">A path, or a name to be looked for in PATH.</param>
    /// <exception cref="WatchException">There is none.</exception>
    public static string Of(string command)
    {
        if (command.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            return File.Exists(command) ? Path.GetFullPath(command)
                : throw new WatchException(Directory.Exists(command) ? $"'{command}' is a folder, not a program." : $"There is no program '{command}'.");
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var ending in OperatingSystem.IsWindows() && !Path.HasExtension(command) ? [".exe", ".com"] : new[] { "" })
            {
                if (Path.Combine(folder, command + ending) is var path && File.Exists(path) && IsExecutable(path))
                    return path;
            }
        }

        var hint = File.Exists(command) ? $" For the one in this folder, write .{Path.DirectorySeparatorChar}{command}." : "";
        throw new WatchException($"There is no command '{command}' in PATH.{hint}");
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
