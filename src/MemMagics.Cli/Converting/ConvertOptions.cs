namespace MemMagics.Cli.Converting;

/// <summary>What <c>memmagics convert</c> was asked to do.</summary>
/// <param name="Notebook">The notebook's path as given.</param>
/// <param name="Output">The file's path as given, <c>-</c> for standard output; <see langword="null"/> for the notebook's with another ending.</param>
/// <param name="Force">Whether a file that is there may be replaced.</param>
internal sealed record ConvertOptions(string Notebook, string? Output, bool Force);
