using System.Buffers.Binary;
using System.Runtime.Versioning;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Linux;

/// <summary>Files on Linux, and what they are.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxFiles() : UnixFiles(".cache")
{
    // statx(2)
    private const int RelativeToWorkingFolder = -100;
    private const uint TypeAndNames = 0x1 | 0x4 | 0x100;
    private const int SizeOfAnswer = 256;
    private const int NamesAt = 16;
    private const int ModeAt = 28;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;
    private const int TypeMask = 0xF000;

    // open(2)
    private const int WriteOnly = 0x1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExecute = 0x80000;

    public override FileIdentity? IdentityOf(string path)
    {
        var answer = new byte[SizeOfAnswer];
        if (LinuxCalls.Status(RelativeToWorkingFolder, path, 0, TypeAndNames, answer) != 0)
            return null;
        return new FileIdentity(
            (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeAt)) & TypeMask),
            BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(NamesAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(DeviceAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(NumberAt)));
    }

    public override SafeFileHandle OpenPipe(string path) => new(LinuxCalls.Open(path, WriteOnly | NonBlocking | CloseOnExecute), ownsHandle: true);
}
