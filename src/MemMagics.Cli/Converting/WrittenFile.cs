namespace MemMagics.Cli.Converting;

/// <summary>What became of a notebook.</summary>
/// <param name="Text">The file.</param>
/// <param name="Notes">What of it is not in the file, as sentences.</param>
internal sealed record WrittenFile(FileText Text, IReadOnlyList<string> Notes);
