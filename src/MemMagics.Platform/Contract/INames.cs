namespace MemMagics.Platform.Contract;

/// <summary>How programs, libraries and platforms are called.</summary>
internal interface INames
{
    /// <summary>The file name of a program.</summary>
    string Executable(string program);

    /// <summary>The file names that a shell looks for when a command is typed, in its order.</summary>
    IReadOnlyList<string> FilesOf(string command);

    /// <summary>The shell whose memory is measured where a file is no program but a batch file; <see langword="null"/> for all others.</summary>
    string? ShellOf(string program);

    /// <summary>The commands that may start Python, the likeliest first.</summary>
    IReadOnlyList<string> PythonCommands { get; }

    /// <summary>The file names that a native library may have, the likeliest first.</summary>
    IReadOnlyList<string> NativeLibrary(string name);

    /// <summary>The file name of the .NET runtime's own library.</summary>
    string RuntimeLibrary { get; }

    /// <summary>The names of this platform in packages, without a processor, the nearest first, as .NET itself looks for them (the SDK's PortableRuntimeIdentifierGraph.json).</summary>
    IReadOnlyList<string> PackagePlatforms { get; }

    /// <summary>Its name in target frameworks (<c>net10.0-windows</c>); <see langword="null"/> for none.</summary>
    string? TargetPlatform { get; }

    /// <summary>A word in quotes, as a shell of this platform needs it.</summary>
    string Quoted(string word);
}
