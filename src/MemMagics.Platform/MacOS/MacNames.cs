using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>Names on macOS.</summary>
internal sealed class MacNames : UnixNames
{
    public override string RuntimeLibrary => "libcoreclr.dylib";

    public override IReadOnlyList<string> PackagePlatforms { get; } = ["osx", "unix"];

    public override string? TargetPlatform => "macos";

    public override IReadOnlyList<string> NativeLibrary(string name) => [name, $"lib{name}.dylib", $"{name}.dylib"];
}
