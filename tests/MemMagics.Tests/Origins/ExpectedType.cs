namespace MemMagics.Tests.Origins;

/// <summary>The objects of one type that a line allocates.</summary>
/// <param name="Name">The type's C# name.</param>
/// <param name="Objects">How many.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Alive">The bytes of those that are alive after the call.</param>
internal sealed record ExpectedType(string Name, long Objects, long Bytes, long Alive);
