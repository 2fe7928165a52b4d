namespace MemMagics.Tests.Architecture;

/// <summary>A namespace knows another one.</summary>
/// <param name="From">The namespace that mentions.</param>
/// <param name="To">The namespace that is mentioned.</param>
/// <param name="Type">Full name of a type that does.</param>
internal sealed record Arrow(string From, string To, string Type);
