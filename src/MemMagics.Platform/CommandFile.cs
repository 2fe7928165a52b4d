using MemMagics.Platform.Contract;

namespace MemMagics.Platform;

/// <summary>Commands, found as a shell finds them. The system would look into this program's folder and the current one first, and Windows only for programs that end in .exe.</summary>
internal static class CommandFile
{
    /// <summary>The file that a command starts.</summary>
    /// <param name="command">A path, or a name to be looked for in PATH.</param>
    /// <returns>Its path; <see langword="null"/> for none.</returns>
    public static string? Find(string command) => Find(command, HostPlatform.Names, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <inheritdoc cref="Find(string)"/>
    /// <param name="command">A path, or a name.</param>
    /// <param name="names">How programs are called.</param>
    /// <param name="folders">Where names are looked for, as PATH has them.</param>
    public static string? Find(string command, INames names, string folders)
    {
        if (IsPath(command))
        {
            var path = Path.GetFullPath(command);
            return names.FilesOf(Path.GetFileName(path)).Select(file => Path.Combine(Path.GetDirectoryName(path) ?? path, file)).Append(path).FirstOrDefault(File.Exists);
        }

        return (from folder in folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                from file in names.FilesOf(command)
                let path = Path.Combine(folder, file)
                where File.Exists(path) && HostPlatform.Files.IsExecutable(path)
                select path).FirstOrDefault();
    }

    /// <summary>Whether a command is a path, which shells do not look for in PATH.</summary>
    public static bool IsPath(string command) => command.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar, Path.VolumeSeparatorChar);
}
