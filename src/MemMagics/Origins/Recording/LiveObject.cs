namespace MemMagics.Origins.Recording;

/// <summary>An object that was not yet found dead, in 16 bytes.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Words">Its size in words of 8 bytes.</param>
/// <param name="Owner">Whose count it is in, for the one who keeps it.</param>
internal readonly record struct LiveObject(ulong Address, uint Words, int Owner);
