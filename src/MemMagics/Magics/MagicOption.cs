namespace MemMagics.Magics;

/// <summary>An option of a magic, as a host presents it.</summary>
/// <param name="Name">The long name, <c>--repeat</c>.</param>
/// <param name="Aliases">Other names, <c>-r</c>. Empty when there are none.</param>
/// <param name="Description">What it does, in one or two sentences.</param>
/// <param name="ValueName">The name of its value in the help (<c>N</c>, <c>TIME</c>, <c>SIZE</c>, <c>NAME</c>, <c>FUNCTION</c>, <c>FILE</c>, <c>[exact|sampled]</c>); <see langword="null"/> for an option without a value.</param>
/// <param name="Repeatable">Whether it may be given several times.</param>
/// <param name="ValueCompletions">Values to offer; empty when none can be suggested in advance.</param>
/// <param name="ValueOptional">Whether the value may be left out: a word after the option is then its value only if it is one of <paramref name="ValueCompletions"/>.</param>
public sealed record MagicOption(
    string Name, IReadOnlyList<string> Aliases, string Description, string? ValueName, bool Repeatable, IReadOnlyList<string> ValueCompletions,
    bool ValueOptional = false);
