namespace MemMagics.Hosting.Sdk;

/// <summary>There is no .NET SDK. The message is a clause that says what there is instead.</summary>
public sealed class MissingSdkException(string message, Exception? inner = null) : Exception(message, inner);
