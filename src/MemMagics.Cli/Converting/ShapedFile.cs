namespace MemMagics.Cli.Converting;

/// <summary>A converted notebook.</summary>
/// <param name="Text">The file.</param>
/// <param name="Notes">What its reader should know, as sentences.</param>
/// <param name="HasErrors">Whether it does not build before something is done by hand.</param>
/// <param name="Commands">The commands that measure what the notebook measured.</param>
internal sealed record ShapedFile(string Text, IReadOnlyList<string> Notes, bool HasErrors, IReadOnlyList<string> Commands);
