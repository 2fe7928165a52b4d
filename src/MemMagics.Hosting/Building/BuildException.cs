namespace MemMagics.Hosting.Building;

/// <summary>A program cannot be built. The message is a sentence for the user, followed by the build's own errors if it came to them.</summary>
public sealed class BuildException(string message, Exception? inner = null) : Exception(message, inner);
