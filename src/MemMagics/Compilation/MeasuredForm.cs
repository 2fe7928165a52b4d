namespace MemMagics.Compilation;

/// <summary>One way to write measured code as a submission.</summary>
/// <param name="Source">The submission's source.</param>
/// <param name="IsCell">Whether the code is the submission's own, its variables the submission's fields, as in a cell.</param>
internal sealed record MeasuredForm(string Source, bool IsCell = false);
