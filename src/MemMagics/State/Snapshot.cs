using MemMagics.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.State;

/// <summary>
/// The session's values, written once and read by workers of the same user. On Linux it is anonymous memory (memfd), elsewhere
/// a private temporary file. Large arrays may stay in the notebook's process. Disposing frees it.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private Snapshot(SafeFileHandle file, string path)
    {
        File = file;
        Path = path;
        Arrays = new NotebookArrays(file);
    }

    /// <summary>The path by which a worker opens it.</summary>
    public string Path { get; }

    /// <summary>Its length in bytes, once it is written.</summary>
    public long Length { get; set; }

    /// <summary>The open file.</summary>
    public SafeFileHandle File { get; }

    /// <summary>The arrays whose content is not in the file.</summary>
    public NotebookArrays Arrays { get; }

    public static Snapshot Create()
    {
        var (file, path) = HostPlatform.Memory.CreateSharedFile();
        return new Snapshot(file, path);
    }

    public void Dispose()
    {
        Arrays.Dispose();
        File.Dispose();
    }
}
