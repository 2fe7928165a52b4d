namespace MemMagics.Reports;

/// <summary>Text that is HTML already and is not encoded again.</summary>
public readonly record struct Html(string Markup);
