namespace MemMagics.Cli.Embedding;

/// <summary>What a session's packages have become by those that a cell asks for.</summary>
/// <param name="Added">Paths of the assemblies that are new to the session.</param>
/// <param name="Replaced">Paths of those whose place others of them take: no code has used them yet.</param>
internal sealed record PackageChange(IReadOnlyList<string> Added, IReadOnlyList<string> Replaced)
{
    public static PackageChange None { get; } = new([], []);
}
