namespace MemMagics.Reports.Output;

/// <summary>Text that is HTML already and is not encoded again.</summary>
/// <param name="Markup">The HTML.</param>
public readonly record struct Html(string Markup);
