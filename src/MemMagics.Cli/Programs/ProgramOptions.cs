using MemMagics.Cli.Running;
using MemMagics.Hosting.Building;
using MemMagics.Magics;

namespace MemMagics.Cli.Programs;

/// <summary>What the command line of <c>memmagics memit</c>, <c>mprun</c> or <c>where</c> asks for.</summary>
internal sealed record ProgramOptions
{
    /// <summary>The file or project.</summary>
    public required ProgramSource Source { get; init; }

    /// <summary>Whether it is built before it is measured.</summary>
    public required bool Build { get; init; }

    /// <summary>What the program is called with.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The expression that is measured instead of the program's entry point; <see langword="null"/> for that.</summary>
    public required string? Call { get; init; }

    /// <summary>What standard output gets.</summary>
    public required OutputFormat Format { get; init; }

    /// <summary>File of the report as a page; <see langword="null"/> for none.</summary>
    public required string? Html { get; init; }

    /// <summary>File that the report is saved to (<c>-T</c>); <see langword="null"/> for none.</summary>
    public required string? SaveTo { get; init; }

    /// <summary>Whether <c>--gc</c> chooses the collector; otherwise the program's own configuration does.</summary>
    public required bool ChoosesGc { get; init; }

    /// <summary>Makes the request for some code.</summary>
    public required Func<string, MeasureRequest> Request { get; init; }

    /// <summary>What comes after the command's options when the same is to be measured in another way: <c>--call "Solve(3)" app.cs</c>.</summary>
    public required string CommandLine { get; init; }
}
