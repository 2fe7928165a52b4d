namespace MemMagics.Testing;

/// <summary>Code is over its memory budget, and no test framework is there whose own exception for a failed assertion could say so.</summary>
/// <param name="message">What was allowed, what was measured, and where it comes from.</param>
public sealed class MemoryBudgetException(string message) : Exception(message);
