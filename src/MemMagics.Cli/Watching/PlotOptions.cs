using MemMagics.Cli.Running;
using MemMagics.Hosting.Building;

namespace MemMagics.Cli.Watching;

/// <summary>What <c>memmagics plot</c> was asked to do.</summary>
internal sealed record PlotOptions
{
    /// <summary>The C# file or project whose program is watched; <see langword="null"/> for a command.</summary>
    public ProgramSource? Source { get; init; }

    /// <summary>Whether the file or project is built before.</summary>
    public bool Build { get; init; } = true;

    /// <summary>The command and its arguments, or those of the program.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Functions of the program to mark, as C# names them.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Files that the plot is saved to.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What standard output gets; <see langword="null"/> to leave it to the program, and draw on standard error.</summary>
    public OutputFormat? Format { get; init; }

    /// <summary>From one sample to the next; <see langword="null"/> for one that fits the run's length.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether the processes that the program starts are counted in.</summary>
    public bool IncludeChildren { get; init; }
}
