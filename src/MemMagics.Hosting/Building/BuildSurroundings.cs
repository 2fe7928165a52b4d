using System.Collections;
using System.Globalization;
using MemMagics.Wire.Runtime;

namespace MemMagics.Hosting.Building;

/// <summary>What a build depends on besides files: every environment variable is a property to MSBuild, and <c>global.json</c> chooses among the SDKs that there are.</summary>
internal static class BuildSurroundings
{
    /// <summary>Variables that differ from one terminal to the next, and that no build is made to depend on.</summary>
    private static readonly string[] s_ofTerminals = ["_", "PWD", "OLDPWD", "SHLVL", "COLUMNS", "LINES", "WINDOWID", "DISPLAY", "PS1", "PROMPT", "LaunchInstanceID", "SECURITYSESSIONID"];

    private static readonly string[] s_prefixesOfTerminals = ["TERM", "SSH_", "XDG_", "VTE_", "GNOME_", "KITTY_", "TMUX", "WT_", "VSCODE_", "ITERM_", "LC_TERMINAL", "GHOSTTY_", "WEZTERM_", "XPC_", "__CF"];

    /// <summary>A short text that differs when they do.</summary>
    public static string Now()
    {
        var lines = Sdks();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (Counts((string)variable.Key))
                lines.Add($"{variable.Key}={variable.Value}");
        }

        return Digest(lines);
    }

    /// <summary>A digest of lines, in any order. (FNV-1a of 64 bits: there is no forger to keep out, and no library to load first.)</summary>
    public static string Digest(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        var hash = 0xcbf29ce484222325;
        foreach (var line in lines)
        {
            foreach (var character in line)
                hash = (hash ^ character) * 0x100000001b3;
            hash = (hash ^ '\n') * 0x100000001b3;
        }

        return hash.ToString("x", CultureInfo.InvariantCulture);
    }

    private static bool Counts(string variable) =>
        Array.IndexOf(s_ofTerminals, variable) < 0 && !Array.Exists(s_prefixesOfTerminals, prefix => variable.StartsWith(prefix, StringComparison.Ordinal));

    private static List<string> Sdks()
    {
        var folder = Path.Combine(Path.GetDirectoryName(DotnetHost.Path) ?? "", "sdk");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder)] : [];
    }
}
