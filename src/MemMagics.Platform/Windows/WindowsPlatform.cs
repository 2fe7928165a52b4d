using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>Windows. Tried under Wine.</summary>
internal sealed class WindowsPlatform : IPlatform
{
    public string Name => "Windows";

    public bool IsTried => true;

    public IMemory Memory { get; } = new WindowsMemory();

    public IProcesses Processes { get; } = new WindowsProcesses();

    public IThreads Threads { get; } = new WindowsThreads();

    public IStandardStreams Streams { get; } = new WindowsStreams();

    public IFiles Files { get; } = new WindowsFiles();

    public INames Names { get; } = new WindowsNames(Environment.GetEnvironmentVariable("PATHEXT"));
}
