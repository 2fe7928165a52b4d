namespace MemMagics.Cli.Packages;

/// <summary>There is no .NET SDK. The message is a clause that says what there is instead.</summary>
internal sealed class MissingSdkException(string message, Exception? inner = null) : Exception(message, inner);
