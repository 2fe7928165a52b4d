namespace MemMagics.Reports.Plots;

/// <summary>A run of a function, from its beginning to its end.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Begin">When it began, since the program's start.</param>
/// <param name="End">When it ended, or the program did.</param>
/// <param name="ResidentAtBegin">Resident memory when it began, in bytes.</param>
/// <param name="ResidentAtEnd">Resident memory when it ended, in bytes.</param>
/// <param name="Calls">How many calls this is: more than one where many short ones were put together.</param>
public sealed record FunctionMark(string Name, TimeSpan Begin, TimeSpan End, long ResidentAtBegin, long ResidentAtEnd, long Calls = 1);
