namespace MemMagics.Cli.Jupyter;

/// <summary>The kernel cannot be installed, removed or listed; the message is a sentence for the user.</summary>
internal sealed class JupyterException(string message, Exception? inner = null) : Exception(message, inner);
