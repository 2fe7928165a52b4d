namespace MemMagics.Cli.Packages;

/// <summary>What a set of packages was restored to on this machine.</summary>
internal sealed record RestoredPackages
{
    public static RestoredPackages None { get; } = new();

    /// <summary>Every package with its version, dependencies included: <c>MathNet.Numerics 5.0.0</c>.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Paths of the managed assemblies, for this runtime.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Folders that hold native libraries for this platform.</summary>
    public IReadOnlyList<string> NativeFolders { get; init; } = [];

    /// <summary>Folders that hold translated resources, each in a folder named after a culture: packages of one language have no assembly beside them.</summary>
    public IReadOnlyList<string> ResourceFolders { get; init; } = [];

    /// <summary>Sentences the author should see: another version than asked for was taken.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>When the package sources were asked.</summary>
    public DateTimeOffset RestoredAt { get; init; }

    /// <summary>Whether everything is still where it was.</summary>
    public bool IsThere() => Assemblies.All(File.Exists) && NativeFolders.Concat(ResourceFolders).All(Directory.Exists);
}
