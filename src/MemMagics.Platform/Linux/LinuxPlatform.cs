using System.Runtime.Versioning;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Linux;

/// <summary>Linux.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxPlatform : IPlatform
{
    public string Name => "Linux";

    public bool IsTried => true;

    public IMemory Memory { get; } = new LinuxMemory();

    public IProcesses Processes { get; } = new LinuxProcesses();

    public IThreads Threads { get; } = new LinuxThreads();

    public IStandardStreams Streams { get; } = new LinuxStreams();

    public IFiles Files { get; } = new LinuxFiles();

    public INames Names { get; } = new LinuxNames();
}
