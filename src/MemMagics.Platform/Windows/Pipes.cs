using System.Runtime.InteropServices;

namespace MemMagics.Platform.Windows;

/// <summary>What can be asked of pipes without reading them.</summary>
internal static unsafe partial class Pipes
{
    private const int BrokenPipe = 109;
    private const int LocalInformationClass = 24; // FilePipeLocalInformation, ntifs.h
    private const uint ClosingState = 4; // the other end is closed, and what it wrote can still be read

    /// <summary>How many bytes a pipe has to be read; <see langword="null"/> when nothing is left and nobody can write any more.</summary>
    public static int? ReadableOf(nint pipe)
    {
        uint readable;
        return Peek(pipe, null, 0, null, &readable, null) ? (int)readable : Marshal.GetLastPInvokeError() == BrokenPipe ? null : 0;
    }

    /// <summary>Whether nobody can write into a pipe any more. Something may be left to read.</summary>
    public static bool HasNoWriter(nint pipe)
    {
        var status = stackalloc nint[2]; // IO_STATUS_BLOCK
        LocalInformation information;
        return ReadableOf(pipe) is null || (Query(pipe, status, &information, sizeof(LocalInformation), LocalInformationClass) == 0 && information.State == ClosingState);
    }

    [LibraryImport("kernel32", EntryPoint = "PeekNamedPipe", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Peek(nint pipe, byte* buffer, uint size, uint* read, uint* readable, uint* left);

    [LibraryImport("ntdll", EntryPoint = "NtQueryInformationFile")]
    private static partial int Query(nint file, nint* status, LocalInformation* information, int size, int informationClass);

    /// <summary>FILE_PIPE_LOCAL_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LocalInformation
    {
        public uint Type;
        public uint Configuration;
        public uint MostInstances;
        public uint Instances;
        public uint InboundQuota;
        public uint Readable;
        public uint OutboundQuota;
        public uint Writable;
        public uint State;
        public uint End;
    }
}
