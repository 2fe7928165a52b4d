using MemMagics.Reports;

namespace MemMagics.Origins.Frames;

/// <summary>A function at one of its lines, as the user knows it. Equal frames are one node of the report's tree.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Kind">Whose code it is.</param>
/// <param name="Source">Where its source is, as shown; <see langword="null"/> when it is not known.</param>
/// <param name="Line">The line, from 1; <see langword="null"/> when it is not known.</param>
internal sealed record CodeFrame(string Name, CodeKind Kind, string? Source, int? Line)
{
    /// <summary>What tells the function from others on one path, whatever its line: recursion comes back to it.</summary>
    public required string Identity { get; init; }

    /// <summary>The function with a name of its own that the line is in: not a lambda that is an argument.</summary>
    public string Function { get; init; } = Name;

    /// <summary>The text of the line, without the space around it; empty when it is not known.</summary>
    public string Content { get; init; } = "";

    /// <summary>Whether it is the user's own code: a cell, or a library's source file that is on this machine as the library was built from it.</summary>
    public bool IsOwn { get; init; }
}
