using System.Globalization;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>The guard of a worker whose runtime still waits at its start, on macOS.</summary>
/// <remarks>
/// ps(1) shows the environment of this user's processes, except of those whose signature restricts them, as the system's own are. .NET's is not, but where
/// somebody has signed it so, a worker is still known by its command line once launchd (1) is its parent: it is in this process's group (<c>$0</c>) until it runs.
/// </remarks>
internal static class MacGuard
{
    // The port comes over standard input, and only the shell itself compares: neither this shell nor ps has it in its own command line.
    // What it writes must not end it: nobody reads that once this process has ended. Signals to the whole group, such as Ctrl-C, are for this process to answer.
    private const string Script =
        """
        trap '' HUP INT QUIT TERM
        exec >/dev/null 2>&1
        read -r port || exit
        test "$port" || exit
        read -r line && exit
        for round in 1 2 3; do
          /bin/ps -axww -E -o pid= -o ppid= -o pgid= -o command= | while read -r process parent group command; do
            case "$parent $group $command" in
              *"$port"* | "1 $0 "*"/MemMagics.Worker.dll"*) kill -9 "$process" ;;
            esac
          done
          sleep 1
        done
        """;

    /// <summary>Begins to watch over a worker that will be started.</summary>
    /// <param name="port">The name of the port that its runtime will connect to; nothing else on the machine has it.</param>
    /// <returns>The guard; <see langword="null"/> where there can be none.</returns>
    public static OrphanGuard? For(string port) => OrphanGuard.Start(Script, LibC.GroupOf(0).ToString(CultureInfo.InvariantCulture), port);
}
