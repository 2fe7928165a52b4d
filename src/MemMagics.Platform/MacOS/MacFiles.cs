using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.MacOS;

/// <summary>Files on macOS, and what they are.</summary>
[SupportedOSPlatform("macos")]
internal sealed class MacFiles() : UnixFiles("Library/Caches")
{
    // <sys/stat.h>: struct stat with 64-bit file numbers, which is the same on both processors.
    private const int SizeOfAnswer = 144;
    private const int ModeAt = 4;
    private const int NamesAt = 6;
    private const int NumberAt = 8;
    private const int TypeMask = 0xF000;

    // <sys/fcntl.h>
    private const int WriteOnly = 0x1;
    private const int NonBlocking = 0x4;
    private const int CloseOnExecute = 0x1000000;

    public override StringComparison NamesInFolder => StringComparison.OrdinalIgnoreCase;

    public override FileIdentity? IdentityOf(string path)
    {
        var answer = new byte[SizeOfAnswer];

        // On Intel the name without a suffix is that of an older structure (<sys/cdefs.h>, __DARWIN_INODE64).
        var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacCalls.StatusOnIntel(path, answer) : MacCalls.Status(path, answer);
        if (failed != 0)
            return null;
        return new FileIdentity(
            (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeAt)) & TypeMask),
            BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(NamesAt)),
            BinaryPrimitives.ReadUInt32LittleEndian(answer),
            BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(NumberAt)));
    }

    public override SafeFileHandle OpenPipe(string path) => new(MacCalls.Open(path, WriteOnly | NonBlocking | CloseOnExecute), ownsHandle: true);
}
