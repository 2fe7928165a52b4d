using System.Runtime.InteropServices;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>Names on Linux, with either C library.</summary>
internal sealed class LinuxNames : UnixNames
{
    public override string RuntimeLibrary => "libcoreclr.so";

    public override IReadOnlyList<string> PackagePlatforms { get; } =
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? ["linux-musl", "linux", "unix"] : ["linux", "unix"];

    public override string? TargetPlatform => null;

    public override IReadOnlyList<string> NativeLibrary(string name) => [name, $"lib{name}.so", $"{name}.so"];
}
