using System.Globalization;
using MemMagics.Wire.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.State;

/// <summary>
/// The session's values, written once and read by workers of the same user. On Linux it is anonymous memory (memfd), elsewhere
/// a private temporary file. Large arrays may stay in the notebook's process. Disposing frees it.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private readonly IDisposable _owner;

    private Snapshot(SafeFileHandle file, IDisposable owner, string path)
    {
        File = file;
        _owner = owner;
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

    public static Snapshot Create() => OperatingSystem.IsLinux() && InMemory() is { } snapshot ? snapshot : InTemporaryFolder();

    public void Dispose()
    {
        Arrays.Dispose();
        _owner.Dispose();
    }

    private static Snapshot? InMemory()
    {
        var descriptor = LibC.MemoryFile("memmagics-state");
        if (descriptor < 0)
            return null;
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{descriptor}");
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        return new Snapshot(file, file, path);
    }

    private static Snapshot InTemporaryFolder()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"memmagics-{Guid.NewGuid():N}.state");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        return new Snapshot(stream.SafeFileHandle, stream, path);
    }
}
