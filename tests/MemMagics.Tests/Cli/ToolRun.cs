namespace MemMagics.Tests.Cli;

internal sealed record ToolRun(int ExitCode, string Output, string Errors);
