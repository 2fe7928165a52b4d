using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>The standard descriptors, and what they lead to.</summary>
internal sealed class LinuxStreams() : UnixStreams(LinuxCalls.Again)
{
    private const string Input = "/proc/self/fd/0";
    private const string Nothing = "/dev/null";

    public override string? InputFile =>
        File.ResolveLinkTarget(Input, returnFinalTarget: false)?.FullName is { } path
        && (path == Nothing || (File.Exists(path) && (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory)) == 0))
            ? path
            : null;
}
