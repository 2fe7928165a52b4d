namespace MemMagics.Magics;

/// <summary>The magic cannot be parsed: the cell fails with this sentence, and nothing is measured.</summary>
/// <param name="Sentence">What is wrong, and what to write instead.</param>
public sealed record InvalidCommand(string Sentence) : MagicCommand;
