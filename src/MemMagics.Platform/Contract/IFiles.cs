using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Contract;

/// <summary>Files, and what lies where.</summary>
internal interface IFiles
{
    /// <summary>Whether a folder is there, is this user's, is no link, and nobody else can write into it, so that what is in it can be trusted.</summary>
    bool IsOwnFolder(string path);

    /// <summary>Whether a regular file is there (no folder, link, pipe or device), is this user's, and nobody else can write to it.</summary>
    bool IsOwnFile(string path);

    /// <summary>Creates a folder that only this user can read and write.</summary>
    void CreateOwnFolder(string path);

    /// <summary>What lies at a path, links followed; <see langword="null"/> when nothing does, or when this system does not tell.</summary>
    FileIdentity? IdentityOf(string path);

    /// <summary>Whether a path names a device or a stream by its form alone (<c>/dev/stdout</c>, <c>NUL</c>): such cannot be replaced, only written to.</summary>
    bool IsStream(string path);

    /// <summary>Whether named pipes have names of their own, outside of the file system: where others have sockets in a folder.</summary>
    bool HasPipeNames { get; }

    /// <summary>Opens a named pipe, so that opening it once more does not wait for a reader. To be kept until then: a reader takes the last writer's end for its own.</summary>
    /// <returns>The pipe; invalid when nobody reads it; <see langword="null"/> where such pipes are opened like files.</returns>
    SafeFileHandle? OpenPipe(string path);

    /// <summary>Creates a file to be written, and lets nobody but this user read it as long as <see cref="CopyMode"/> has not been called.</summary>
    FileStream CreateNew(string path, bool isPrivate);

    /// <summary>Gives a file the permissions of another one, whatever the user's own settings for new files are.</summary>
    void CopyMode(FileInfo from, SafeFileHandle to);

    /// <summary>Makes a link to a file or folder, if this user may and the file system can: its removal leaves alone what it leads to.</summary>
    /// <param name="link">Its path, where nothing is.</param>
    /// <param name="target">What it leads to; it is there.</param>
    /// <returns>Whether it was made. If not, nothing is there.</returns>
    bool TryLink(string link, FileSystemInfo target);

    /// <summary>Whether a name of a file is longer than the file systems of this platform take.</summary>
    bool IsNameTooLong(string name);

    /// <summary>How names in a folder are compared, as a rule.</summary>
    StringComparison NamesInFolder { get; }

    /// <summary>Whether a file is a program that can be started.</summary>
    bool IsExecutable(string path);

    /// <summary>Where the platform keeps a product's caches for this user.</summary>
    string CachesOf(string product);

    /// <summary>The user's own settings of NuGet.</summary>
    string NuGetConfiguration { get; }
}
