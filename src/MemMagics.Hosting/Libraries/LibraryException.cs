namespace MemMagics.Hosting.Libraries;

/// <summary>Libraries that code asks for and that are not to be had, reported as a sentence for its author.</summary>
public class LibraryException(string sentence, Exception? innerException = null) : Exception(sentence, innerException);
