namespace MemMagics.Magics;

/// <summary>A magic as a host presents it in completion lists, hover help and <c>-h</c>.</summary>
/// <param name="Name">As typed, <c>#!memit</c>.</param>
/// <param name="Description">What it does, in one or two sentences.</param>
/// <param name="Options">Its options, in the order of the help.</param>
/// <param name="Examples">Lines that work unchanged in a notebook that defines the names in them.</param>
/// <param name="Help">The text that <c>-h</c> shows.</param>
public sealed record MagicDescription(
    string Name, string Description, IReadOnlyList<MagicOption> Options, IReadOnlyList<string> Examples, string Help);
