namespace MemMagics.Reports;

/// <summary>Text that is HTML already and is not encoded again.</summary>
internal readonly record struct Html(string Markup);
