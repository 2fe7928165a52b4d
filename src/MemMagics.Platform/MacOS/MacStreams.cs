using System.Buffers.Binary;
using System.Text;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>The standard descriptors, and what they lead to.</summary>
internal sealed class MacStreams() : UnixStreams(MacCalls.Again)
{
    private const string Nothing = "/dev/null";

    // <sys/proc_info.h>: struct vnode_fdinfowithpath.
    private const int SizeOfAnswer = 1200;
    private const int ModeAt = 28;
    private const int PathAt = 176;
    private const int TypeMask = 0xF000;

    // fcntl(F_GETPATH) would do, but it takes a variable number of arguments.
    public override string? InputFile
    {
        get
        {
            Span<byte> answer = stackalloc byte[SizeOfAnswer];
            if (!MacCalls.TryGetFile(LibC.In, answer))
                return null;

            var kind = (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeAt..]) & TypeMask);
            var path = answer[PathAt..];
            var name = Encoding.UTF8.GetString(path[..path.IndexOf((byte)0)]);
            return name == Nothing || (kind == FileKind.Regular && File.Exists(name)) ? name : null;
        }
    }
}
