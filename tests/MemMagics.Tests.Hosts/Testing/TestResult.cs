namespace MemMagics.Tests.Hosts.Testing;

/// <summary>What a test framework reported of a test.</summary>
/// <param name="Outcome"><c>Passed</c> or <c>Failed</c>.</param>
/// <param name="Message">The message of its failure; empty for none.</param>
/// <param name="Printed">What it printed.</param>
internal sealed record TestResult(string Outcome, string Message, string Printed);
