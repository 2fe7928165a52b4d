namespace MemMagics.Cli.Embedding;

/// <summary>A variable of a notebook, as <c>#!whos</c> lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as C# writes it.</param>
/// <param name="Value">Its value, in one line.</param>
internal sealed record SessionVariable(string Name, string Type, string Value);
