namespace MemMagics.Origins.Events;

/// <summary>A type in the runtime's name of it or of a type nested in it.</summary>
/// <param name="Name">Its name, without its arity.</param>
/// <param name="Arguments">Its own type arguments, as C# writes them.</param>
internal sealed record TypeLevel(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether a compiler made it: a closure, a state machine.</summary>
    public bool IsGenerated => Name.StartsWith('<');

    /// <summary>Whether it is in the source for all that: an anonymous type, a type of one file only.</summary>
    public bool IsWritten => Simple != Name;

    /// <summary>Whether it is the class that stands for a cell, which is in no source.</summary>
    public bool IsSubmission => Name.StartsWith("Submission#", StringComparison.Ordinal);

    /// <summary>As C# writes it.</summary>
    public string Text => Simple + (Arguments.Count == 0 ? "" : $"<{string.Join(", ", Arguments)}>");

    /// <summary>Its name in the source, without type arguments.</summary>
    public string Simple => Name.Contains("AnonymousType", StringComparison.Ordinal) ? "anonymous type"
        : IsGenerated && Name.IndexOf("__", StringComparison.Ordinal) is > 0 and var file && Name.Contains(">F", StringComparison.Ordinal) ? Name[(file + 2)..]
        : Name;
}
