using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Unix;

/// <summary>Names that Linux and macOS have in common.</summary>
internal abstract class UnixNames : INames
{
    public IReadOnlyList<string> PythonCommands { get; } = ["python3", "python", "/usr/bin/python3"];

    public abstract string RuntimeLibrary { get; }

    public abstract IReadOnlyList<string> PackagePlatforms { get; }

    public abstract string? TargetPlatform { get; }

    public string Executable(string program) => program;

    public IReadOnlyList<string> FilesOf(string command) => [command];

    public string? ShellOf(string program) => null;

    public abstract IReadOnlyList<string> NativeLibrary(string name);

    public string Quoted(string word) =>
        word.AsSpan().ContainsAny("\"$`\\!") ? $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'" : $"\"{word}\"";
}
