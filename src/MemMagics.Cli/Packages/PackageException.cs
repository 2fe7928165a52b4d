using MemMagics.Hosting.Libraries;

namespace MemMagics.Cli.Packages;

/// <summary>Packages that cannot be restored, reported as a sentence for the person in the notebook.</summary>
internal sealed class PackageException(string sentence, Exception? innerException = null) : LibraryException(sentence, innerException);
