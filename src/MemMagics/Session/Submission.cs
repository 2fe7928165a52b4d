using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Session;

/// <summary>One cell (or piece of a cell) that ran: an immutable link of the session's chain.</summary>
/// <param name="Slot">Index of the submission's object in the session's submission array; the first submission has slot 1, slot 0 is the host object's.</param>
/// <param name="AssemblyName">Simple name of the assembly that Roslyn compiled it to, the same in the notebook and when re-emitted.</param>
/// <param name="Script">Its source, options and compilation.</param>
/// <param name="Instance">The object whose fields are the variables that the submission declares, alive in the notebook; <see langword="null"/> when the submission declares none or failed.</param>
internal sealed record Submission(int Slot, string AssemblyName, Script Script, object? Instance)
{
    /// <summary>The cell's name, where its host gave the source no name.</summary>
    public string CellName { get; init; } = $"submission {Slot}";

    /// <summary>Whether it threw when it ran.</summary>
    public bool Threw { get; init; }
}
