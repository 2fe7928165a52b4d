using MemMagics.Platform;

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
            foreach (var file in HostPlatform.Names.FilesOf(command))
            {
                if (Path.Combine(folder, file) is var path && File.Exists(path) && HostPlatform.Files.IsExecutable(path))
                    return path;
            }
        }

        var hint = File.Exists(command) ? $" For the one in this folder, write .{Path.DirectorySeparatorChar}{command}." : "";
        throw new WatchException($"There is no command '{command}' in PATH.{hint}");
    }
}
