namespace MemMagics.Session;

/// <summary>A type of a program that has another name for the compiler than in its file.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name in the source.</param>
/// <param name="Original">Its name in the file.</param>
internal sealed record RenamedType(int Token, string Namespace, string Name, string Original);
