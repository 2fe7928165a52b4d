namespace MemMagics.Session;

/// <summary>A method of a program that has another name for the compiler than in its file.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Name">Its name in the source.</param>
/// <param name="Original">Its name in the file.</param>
internal sealed record RenamedMethod(int Token, string Name, string Original);
