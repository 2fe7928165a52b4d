namespace MemMagics.Reports;

/// <summary>How much more of a type is alive after the measured call than before it.</summary>
/// <param name="Name">The type, as C# writes it: <c>List&lt;byte[]&gt;</c>.</param>
/// <param name="Objects">How many objects more; negative when there are fewer.</param>
/// <param name="Bytes">How many bytes more; negative when they are fewer.</param>
public sealed record TypeUse(string Name, long Objects, long Bytes);
