namespace MemMagics.Cli.Notebooks;

/// <summary>A notebook file that cannot be read or written, reported as a sentence.</summary>
internal sealed class NotebookException(string sentence, Exception? innerException = null) : Exception(sentence, innerException);
