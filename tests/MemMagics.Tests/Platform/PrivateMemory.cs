using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Tests.Platform;

/// <summary>Memory of this process that no collector knows, and that can be closed.</summary>
internal sealed unsafe partial class PrivateMemory : IDisposable
{
    private static readonly bool s_isWindows = HostPlatform.Name == "Windows";

    private readonly nint _bytes;

    /// <param name="bytes">How much; zeros at first.</param>
    /// <exception cref="OutOfMemoryException">The system has none.</exception>
    public PrivateMemory(nint bytes)
    {
        const int ReserveAndCommit = 0x3000, PageReadWrite = 4;
        const int ReadAndWrite = 3, PrivateAnonymous = 0x22;
        _bytes = bytes;
        Start = s_isWindows ? VirtualAlloc(0, bytes, ReserveAndCommit, PageReadWrite) : Map(0, bytes, ReadAndWrite, PrivateAnonymous, -1, 0);
        if (Start is 0 or -1)
            throw new OutOfMemoryException();
    }

    /// <summary>Its address.</summary>
    public nint Start { get; }

    /// <summary>From now on nobody can read or write a part of it.</summary>
    /// <param name="from">Where the part begins, in bytes from <see cref="Start"/>: a multiple of a page. It goes up to the end.</param>
    public void Close(nint from)
    {
        const int PageNoAccess = 1, None = 0;
        Assert.That(s_isWindows ? VirtualProtect(Start + from, _bytes - from, PageNoAccess, out _) != 0 : Protect(Start + from, _bytes - from, None) == 0, Is.True);
    }

    public void Dispose()
    {
        const int Release = 0x8000;
        if (s_isWindows)
            _ = VirtualFree(Start, 0, Release);
        else
            _ = Unmap(Start, _bytes);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);

    [LibraryImport("kernel32")]
    private static partial nint VirtualAlloc(nint address, nint bytes, uint kind, uint protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualProtect(nint address, nint bytes, uint protection, out uint before);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(nint address, nint bytes, uint kind);
}
