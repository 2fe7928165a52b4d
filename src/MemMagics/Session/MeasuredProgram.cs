namespace MemMagics.Session;

/// <summary>A program whose code is measured instead of a notebook's: it has no session, and each run begins it anew.</summary>
public sealed record MeasuredProgram
{
    /// <summary>What the program is called: <c>app.cs</c>, <c>App</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its code.</summary>
    public required ProgramAssembly Code { get; init; }

    /// <summary>Path of its <c>runtimeconfig.json</c>; <see langword="null"/> for a library.</summary>
    public string? RuntimeConfiguration { get; init; }

    /// <summary>The garbage collector that its configuration asks for.</summary>
    /// <exception cref="MagicException">The configuration cannot be read.</exception>
    public GcFlavor Gc => RuntimeConfiguration is { } path && new ProgramConfiguration(path).HasServerGc ? GcFlavor.Server : GcFlavor.Workstation;

    /// <summary>Path of its <c>deps.json</c>; <see langword="null"/> when it has none.</summary>
    public string? Dependencies { get; init; }

    /// <summary>Paths of the assemblies that it runs with, besides itself and the shared frameworks. Empty for none.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>What it is called with. Empty for nothing.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether its entry point is measured, and not an expression in its context.</summary>
    public required bool IsWhole { get; init; }
}
