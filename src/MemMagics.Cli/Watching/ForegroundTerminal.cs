using System.Globalization;

namespace MemMagics.Cli.Watching;

/// <summary>The terminal that this process may be in the foreground of.</summary>
internal static class ForegroundTerminal
{
    /// <summary>Whether Ctrl-C on a terminal reaches this process, and so all that it has started, without anybody passing it on. Linux only; elsewhere it is taken for granted.</summary>
    public static bool IsOurs()
    {
        if (!OperatingSystem.IsLinux())
            return true;

        // proc(5): "pid (comm) state ppid pgrp session tty_nr tpgid …"; comm may hold spaces and parentheses.
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[4] != "0" && int.Parse(fields[2], CultureInfo.InvariantCulture) == int.Parse(fields[5], CultureInfo.InvariantCulture);
    }
}
