using System.Text;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>Names on Windows.</summary>
/// <param name="endings">What shells add to a command, in their order: the environment variable PATHEXT. <see langword="null"/> where it is not set.</param>
internal sealed class WindowsNames(string? endings) : INames
{
    // Those that are programs or are run by one that everybody has, in the order that PATHEXT has when nobody changes it.
    private static readonly string[] s_programs = [".com", ".exe", ".bat", ".cmd"];

    private readonly string[] _endings = (endings ?? "").Split(';', StringSplitOptions.TrimEntries).Select(static ending => ending.ToLowerInvariant()).Intersect(s_programs).ToArray() is { Length: > 0 } known
        ? known : s_programs;

    public IReadOnlyList<string> PythonCommands { get; } = ["python", "python3", "py"];

    public string RuntimeLibrary => "coreclr.dll";

    public IReadOnlyList<string> PackagePlatforms { get; } = ["win"];

    public string? TargetPlatform => "windows";

    public string Executable(string program) => $"{program}.exe";

    public IReadOnlyList<string> FilesOf(string command) =>
        [.. s_programs.Contains(Path.GetExtension(command), StringComparer.OrdinalIgnoreCase) ? [command] : _endings.Select(ending => command + ending)];

    public string? ShellOf(string program) => Path.GetExtension(program).ToLowerInvariant() is ".bat" or ".cmd" ? "cmd.exe" : null;

    public IReadOnlyList<string> NativeLibrary(string name) => [name, $"{name}.dll"];

    // Backslashes stand for themselves, but before a quote.
    public string Quoted(string word)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in word)
        {
            if (character == '"')
                quoted.Append('\\', backslashes + 1);
            quoted.Append(character);
            backslashes = character == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
