namespace MemMagics.Hosting.Building;

/// <summary>What the SDK has built of a C# file or a project, in Release.</summary>
public sealed record BuiltProgram
{
    /// <summary>Its name as people know it: <c>app.cs</c>, <c>App</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the <c>.cs</c> file or of the project file.</summary>
    public required string Project { get; init; }

    /// <summary>Path of the assembly that was built.</summary>
    public required string Assembly { get; init; }

    /// <summary>Path of its <c>runtimeconfig.json</c>; <see langword="null"/> for a library.</summary>
    public string? RuntimeConfiguration { get; init; }

    /// <summary>Path of its <c>deps.json</c>; <see langword="null"/> when it has none.</summary>
    public string? Dependencies { get; init; }

    /// <summary>Whether it is built by the web SDK: a program that serves, as a rule, until it is stopped.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Whether it is a test project, whose entry point, if any, is the test framework's.</summary>
    public bool IsTest { get; init; }

    /// <summary>Names of the shared frameworks that it runs on: <c>Microsoft.NETCore.App</c>, and perhaps others.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Paths of the assemblies that it runs with, besides itself and the shared frameworks: of packages and of other projects. Implementations, never reference assemblies.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Folders with native libraries of its packages.</summary>
    public IReadOnlyList<string> NativeLibraryFolders { get; init; } = [];

    /// <summary>Folders that hold translated resources of its libraries, each in a folder named after a culture.</summary>
    public IReadOnlyList<string> ResourceFolders { get; init; } = [];

    /// <summary>What its build imports everywhere, as it stands between <c>using</c> and the semicolon: <c>System.Linq</c>, <c>static System.Math</c>, <c>Text = System.Text.StringBuilder</c>. Not the <c>global using</c> directives of its sources.</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>Paths of the source files that people wrote, in the order in which they were compiled.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The framework it was built for: <c>net10.0</c>.</summary>
    public required string TargetFramework { get; init; }

    /// <summary>Sentences that whoever measures it should see: which of several target frameworks was taken.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
