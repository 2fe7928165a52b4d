namespace MemMagics.Cli.Scripting;

/// <summary>Why a cell failed.</summary>
/// <param name="Kind">The exception's type name, a diagnostic's id, or what else names the kind of error.</param>
/// <param name="Message">What happened, as a sentence.</param>
/// <param name="Places">Where, one a line, innermost first, in the notebook's own terms (<c>Solve in cell 2, line 4</c>); empty when that is said in the message.</param>
internal sealed record CellError(string Kind, string Message, IReadOnlyList<string> Places)
{
    public const string InterruptedKind = "Interrupted";

    /// <summary>Whether it names the imported file that it comes from.</summary>
    public bool IsOfImport { get; init; }

    /// <summary>Whether the cell's code could not be stopped and is running still.</summary>
    public bool IsStillRunning { get; init; }

    /// <summary>The author stopped the cell.</summary>
    public static CellError Interrupted(string message, IReadOnlyList<string>? places = null) => new(InterruptedKind, message, places ?? []);

    /// <summary>The whole error as plain text.</summary>
    public string Text => Places.Count == 0 ? Message : $"{Message}\n{string.Join('\n', Places.Select(place => $"   at {place}"))}";
}
