namespace MemMagics.Cli.Directives;

/// <summary>What <c>#!set</c> and <c>#!share</c> find values in.</summary>
/// <param name="Variables">The names of the C# variables; <see langword="null"/> where they are not known, and each may be one.</param>
/// <param name="Kept">The names that <c>#!value</c> keeps texts under.</param>
/// <param name="Expression">What is kept under a name, as a C# expression.</param>
internal sealed record ValueSources(IReadOnlyCollection<string>? Variables, IReadOnlyCollection<string> Kept, Func<string, string> Expression);
