namespace MemMagics.Hosting.Libraries;

/// <summary>Libraries that code needs and that are not here, reported as a sentence for its author.</summary>
public class LibraryException(string sentence, Exception? innerException = null) : Exception(sentence, innerException);
