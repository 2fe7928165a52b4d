using System.Buffers.Binary;
using System.Text;

namespace MemMagics.Platform.Windows;

/// <summary>Folders that lead to other ones on the same machine. Everybody may make such, where symbolic links need a right of their own.</summary>
internal static class Junction
{
    private const string DevicePrefix = @"\\?\";
    private const string KernelPrefix = @"\??\";
    private const string Share = @"\\";

    // CreateFile: writing, all sharing, an existing file, folders too, the link itself.
    private const uint Writing = 0x4000_0000;
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;
    private const uint FolderItself = 0x0220_0000;

    // FSCTL_SET_REPARSE_POINT, IO_REPARSE_TAG_MOUNT_POINT, MAXIMUM_REPARSE_DATA_BUFFER_SIZE
    private const uint SetReparsePoint = 0x900A4;
    private const uint MountPoint = 0xA000_0003;
    private const int Largest = 16 * 1024;
    private const int Header = 8;
    private const int Lengths = 8;

    /// <summary>REPARSE_DATA_BUFFER of a mount point; <see langword="null"/> for what none can lead to: shares of other machines.</summary>
    /// <param name="target">Full path of a folder.</param>
    public static byte[]? Content(string target)
    {
        var path = target.StartsWith(DevicePrefix, StringComparison.Ordinal) ? target[DevicePrefix.Length..] : target;
        if (path.StartsWith(Share, StringComparison.Ordinal) || path.StartsWith(@"UNC\", StringComparison.OrdinalIgnoreCase))
            return null;

        // The name that the kernel follows and the one that is shown, each with a zero after it.
        var followed = Encoding.Unicode.GetBytes(KernelPrefix + path);
        var shown = Encoding.Unicode.GetBytes(path);
        var content = new byte[Header + Lengths + followed.Length + 2 + shown.Length + 2];
        if (content.Length > Largest)
            return null;

        var numbers = content.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, MountPoint);
        BinaryPrimitives.WriteUInt16LittleEndian(numbers[4..], (ushort)(content.Length - Header));
        BinaryPrimitives.WriteUInt16LittleEndian(numbers[10..], (ushort)followed.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(numbers[12..], (ushort)(followed.Length + 2));
        BinaryPrimitives.WriteUInt16LittleEndian(numbers[14..], (ushort)shown.Length);
        followed.CopyTo(numbers[(Header + Lengths)..]);
        shown.CopyTo(numbers[(Header + Lengths + followed.Length + 2)..]);
        return content;
    }

    /// <summary>Makes a folder lead to another one.</summary>
    /// <param name="link">An empty folder.</param>
    /// <param name="content">From <see cref="Content"/>.</param>
    /// <returns>Whether it does. FAT has no junctions.</returns>
    public static bool TrySet(string link, byte[] content)
    {
        using var folder = Kernel32.OpenFile(link, Writing, ShareAll, 0, OpenExisting, FolderItself, 0);
        return !folder.IsInvalid && Kernel32.Control(folder, SetReparsePoint, content);
    }
}
