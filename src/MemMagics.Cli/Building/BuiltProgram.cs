namespace MemMagics.Cli.Building;

/// <summary>What the SDK has built of a C# file or a project, in Release.</summary>
internal sealed record BuiltProgram
{
    /// <summary>Its name as people know it: <c>app.cs</c>, <c>App</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the assembly that was built.</summary>
    public required string Assembly { get; init; }

    /// <summary>Path of its <c>runtimeconfig.json</c>; <see langword="null"/> for a library.</summary>
    public string? RuntimeConfiguration { get; init; }

    /// <summary>Path of its <c>deps.json</c>; <see langword="null"/> when it has none.</summary>
    public string? Dependencies { get; init; }

    /// <summary>Whether it has an entry point.</summary>
    public bool IsExecutable => RuntimeConfiguration is not null;

    /// <summary>Paths of the assemblies that it runs with, besides itself and the shared frameworks: of packages and of other projects. Implementations, never reference assemblies.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Folders with native libraries of its packages.</summary>
    public IReadOnlyList<string> NativeLibraryFolders { get; init; } = [];

    /// <summary>Namespaces that its build imports everywhere (implicit usings, and <c>global using</c> that the build itself makes).</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>Paths of the source files that people wrote, in the order in which they were compiled.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The framework it was built for: <c>net10.0</c>.</summary>
    public required string TargetFramework { get; init; }
}
