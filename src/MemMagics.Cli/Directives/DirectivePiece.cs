using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>One directive of the host with what stands on its line.</summary>
/// <param name="Magic">The directive.</param>
/// <param name="Arguments">What follows its name on the line.</param>
/// <param name="Line">Its line within the cell, counted from 1.</param>
internal sealed record DirectivePiece(HostMagic Magic, string Arguments, int Line) : CellPiece(Line)
{
    /// <summary>The code of a directive that has code, from after its name; empty for others.</summary>
    public string Code { get; init; } = "";

    /// <summary>The column of the code's first character, counted from 1.</summary>
    public int Column { get; init; }

    /// <summary>Why it cannot be done, as a sentence; <see langword="null"/> when it can.</summary>
    public string? Fault { get; init; }
}
