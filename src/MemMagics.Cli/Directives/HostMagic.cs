namespace MemMagics.Cli.Directives;

/// <summary>A directive that this host does itself: all but the engine's measurements and what C# and <c>#r</c> have.</summary>
/// <param name="Name">As typed, <c>#!whos</c>.</param>
/// <param name="Usage">What may follow the name, <c>FILE</c>; empty when nothing does.</param>
/// <param name="Summary">What it does, as a sentence.</param>
internal sealed record HostMagic(string Name, string Usage, string Summary)
{
    /// <summary>What a notebook may hold of it, one a line.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Whether the lines below it, to the next directive, are code of its own, as with a measurement.</summary>
    public bool HasCode { get; init; }

    /// <summary>Name and usage.</summary>
    public string Form => $"{Name} {Usage}".TrimEnd();

    /// <summary>The text that <c>--help</c> shows.</summary>
    public string Help => string.Join('\n', [Form, "", Summary, .. Examples.Count == 0 ? [] : Examples.Select(static example => $"    {example}").Prepend("").Prepend("For example:").Prepend("")]);
}
