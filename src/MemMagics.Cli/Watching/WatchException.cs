namespace MemMagics.Cli.Watching;

/// <summary>A program cannot be watched. The message is a sentence for the user.</summary>
internal sealed class WatchException(string message, Exception? inner = null) : Exception(message, inner);
