namespace MemMagics.Platform.Contract;

/// <summary>What lies at a path, links followed: its kind, its names and its identity, which .NET does not tell.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Names">How many names the file has.</param>
/// <param name="Device">The file system it is on.</param>
/// <param name="Number">Its number there; with <paramref name="Device"/> it is the same for all names of one file.</param>
internal readonly record struct FileIdentity(FileKind Kind, uint Names, ulong Device, ulong Number);
