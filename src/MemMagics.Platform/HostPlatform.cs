using MemMagics.Platform.Contract;
using MemMagics.Platform.Linux;
using MemMagics.Platform.MacOS;
using MemMagics.Platform.Windows;

namespace MemMagics.Platform;

/// <summary>The operating system that this process runs on. Nothing outside this project asks which it is.</summary>
internal static class HostPlatform
{
    private static readonly IPlatform s_current = OperatingSystem.IsLinux() ? new LinuxPlatform()
        : OperatingSystem.IsWindows() ? new WindowsPlatform()
        : OperatingSystem.IsMacOS() ? new MacPlatform()
        : throw new PlatformNotSupportedException("MemMagics runs on Linux, Windows and macOS.");

    /// <inheritdoc cref="IPlatform.Name"/>
    public static string Name => s_current.Name;

    /// <inheritdoc cref="IPlatform.IsTried"/>
    public static bool IsTried => s_current.IsTried;

    // In fields of their own: what is read around a measured call goes through one call only.

    /// <inheritdoc cref="IPlatform.Memory"/>
    public static IMemory Memory { get; } = s_current.Memory;

    /// <inheritdoc cref="IPlatform.Threads"/>
    public static IThreads Threads { get; } = s_current.Threads;

    /// <inheritdoc cref="IPlatform.Processes"/>
    public static IProcesses Processes => s_current.Processes;

    /// <inheritdoc cref="IPlatform.Streams"/>
    public static IStandardStreams Streams => s_current.Streams;

    /// <inheritdoc cref="IPlatform.Files"/>
    public static IFiles Files => s_current.Files;

    /// <inheritdoc cref="IPlatform.Names"/>
    public static INames Names => s_current.Names;
}
