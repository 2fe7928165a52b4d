using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>Names on Windows.</summary>
internal sealed class WindowsNames : INames
{
    // Those of PATHEXT that are programs or are run by one that everybody has.
    private static readonly string[] s_endings = [".exe", ".com", ".cmd", ".bat"];

    public IReadOnlyList<string> PythonCommands { get; } = ["python", "python3", "py"];

    public string RuntimeLibrary => "coreclr.dll";

    public IReadOnlyList<string> PackagePlatforms { get; } = ["win"];

    public string? TargetPlatform => "windows";

    public string Executable(string program) => $"{program}.exe";

    public IReadOnlyList<string> FilesOf(string command) =>
        [.. s_endings.Contains(Path.GetExtension(command), StringComparer.OrdinalIgnoreCase) ? [command] : s_endings.Select(ending => command + ending)];

    public IReadOnlyList<string> NativeLibrary(string name) => [name, $"{name}.dll"];

    public string Quoted(string word) => $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
