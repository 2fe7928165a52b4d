using MemMagics.Platform;

namespace MemMagics.Cli.Watching;

/// <summary>Finds the program that a command names, as a shell does.</summary>
internal static class CommandPath
{
    /// <summary>The program's file.</summary>
    /// <param name="command">A path, or a name to be looked for in PATH.</param>
    /// <exception cref="WatchException">There is none.</exception>
    public static string Of(string command)
    {
        if (CommandFile.Find(command) is { } file)
            return file;
        if (CommandFile.IsPath(command))
            throw new WatchException(Directory.Exists(command) ? $"'{command}' is a folder, not a program." : $"There is no program '{command}'.");

        var here = $".{Path.DirectorySeparatorChar}{command}";
        var hint = CommandFile.Find(here) is null ? "" : $" For the one in this folder, write {here}.";
        throw new WatchException($"There is no command '{command}' in PATH.{hint}");
    }
}
