using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>A sequence point that the probe counts.</summary>
/// <param name="Function">Index of its function.</param>
/// <param name="Line">Its line in the function's document, counted from 1.</param>
/// <param name="Level">How deeply it is nested in functions inside the function; 0 for the function's own code.</param>
/// <param name="Code">What its code can do to resident memory.</param>
internal readonly record struct ProbeSlot(int Function, int Line, int Level, LineCode Code)
{
    /// <summary>The line in which the code of the sequence point ends; 0 where that is not known.</summary>
    public int EndLine { get; init; }

    /// <summary>Whether it stands for what no sequence point covers, on the line of the declaration: no statement is there.</summary>
    public bool IsDeclaration { get; init; }
}
