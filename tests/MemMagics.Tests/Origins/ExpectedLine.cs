namespace MemMagics.Tests.Origins;

/// <summary>What a line of a program allocates.</summary>
/// <param name="Line">The line, from 1; <see langword="null"/> for what belongs to none.</param>
/// <param name="Types">What is known, by type.</param>
/// <param name="Open">Whether it allocates objects of other types, too.</param>
internal sealed record ExpectedLine(int? Line, IReadOnlyDictionary<string, ExpectedType> Types, bool Open);
