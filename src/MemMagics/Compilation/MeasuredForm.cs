namespace MemMagics.Compilation;

/// <summary>One way to write measured code as a submission.</summary>
/// <param name="Source">The submission's source.</param>
/// <param name="Awaited">Whether the lambda returns a task to wait for.</param>
internal sealed record MeasuredForm(string Source, bool Awaited);
