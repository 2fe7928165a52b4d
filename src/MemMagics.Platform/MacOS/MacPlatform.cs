using System.Runtime.Versioning;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.MacOS;

/// <summary>macOS 14 and later, on Apple Silicon and on Intel. Written after Apple's own headers and kernel sources (xnu); it was never run.</summary>
[SupportedOSPlatform("macos")]
internal sealed class MacPlatform : IPlatform
{
    public string Name => "macOS";

    public bool IsTried => false;

    public IMemory Memory { get; } = new MacMemory();

    public IProcesses Processes { get; } = new MacProcesses();

    public IThreads Threads { get; } = new MacThreads();

    public IStandardStreams Streams { get; } = new MacStreams();

    public IFiles Files { get; } = new MacFiles();

    public INames Names { get; } = new MacNames();
}
