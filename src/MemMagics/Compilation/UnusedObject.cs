namespace MemMagics.Compilation;

/// <summary>An object that measured code makes and does not use.</summary>
/// <param name="Sentence">What to say of it when nothing was allocated.</param>
internal sealed record UnusedObject(string Sentence);
