namespace MemMagics.Cli.Scripting;

/// <summary>What came of running a submission.</summary>
/// <param name="Exception">What the code threw; <see langword="null"/> when nothing.</param>
/// <param name="HasValue">Whether its last expression has a value to be shown, which may be <see langword="null"/>.</param>
/// <param name="Value">That value.</param>
internal sealed record ScriptOutcome(Exception? Exception, bool HasValue, object? Value);
