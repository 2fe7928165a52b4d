namespace MemMagics.Cli.Scripting;

/// <summary>Code reads a result that is not there.</summary>
/// <param name="sentence">Which, and which there are.</param>
internal sealed class MissingResultException(string sentence) : Exception(sentence);
