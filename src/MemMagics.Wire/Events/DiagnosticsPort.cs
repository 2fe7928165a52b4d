using System.IO.Pipes;
using MemMagics.Wire.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Wire.Events;

/// <summary>The diagnostics port of this process's own runtime. Workers have one only when types are to be listed.</summary>
/// <remarks>
/// On Unix the port is a socket in the temporary folder, and a process that is killed leaves it there. So all connections that
/// a worker can ever need are opened at once, and the socket's name is removed: however the worker ends, nothing is left behind,
/// and no other process can connect. The runtime serves its connections one after another, in the order in which they were opened.
/// </remarks>
public sealed class DiagnosticsPort
{
    // The warm-up and the measured run each dump the heap twice; a dump takes two connections.
    private const int Connections = 8;

    private readonly int[] _descriptors;
    private int _next;

    private DiagnosticsPort(int[] descriptors) => _descriptors = descriptors;

    /// <summary>Opens the connections, so that no other process can use the port.</summary>
    /// <exception cref="IOException">The runtime does not listen.</exception>
    public static DiagnosticsPort Take()
    {
        if (OperatingSystem.IsWindows())
            return new DiagnosticsPort([]);

        var socket = FindSocket();
        var descriptors = new int[Connections];
        for (var i = 0; i < descriptors.Length; i++)
            descriptors[i] = LibC.ConnectLocal(socket);

        File.Delete(socket);
        return new DiagnosticsPort(descriptors);
    }

    /// <summary>The next unused connection.</summary>
    public Stream Connect()
    {
        if (!OperatingSystem.IsWindows())
            return new FileStream(new SafeFileHandle(_descriptors[_next++], ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);

        var pipe = new NamedPipeClientStream(".", $"dotnet-diagnostic-{Environment.ProcessId}", PipeDirection.InOut);
        pipe.Connect();
        return pipe;
    }

    /// <summary>The name ends with a key that distinguishes this process from an earlier one with the same id, whose socket may still exist.</summary>
    private static string FindSocket()
    {
        var key = OperatingSystem.IsLinux() ? StartTime() : "*";
        return Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{Environment.ProcessId}-{key}-socket").Max(StringComparer.Ordinal)
            ?? throw new IOException("the runtime has no diagnostics port");
    }

    /// <summary>proc(5): field 22 of <c>stat</c>; the second one may hold spaces and parentheses.</summary>
    private static string StartTime()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
