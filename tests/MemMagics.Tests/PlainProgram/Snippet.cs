namespace MemMagics.Tests.PlainProgram;

/// <summary>Code that is measured twice: in a console program of its own, and by <c>#!memit</c>.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Code">Statements, as they stand in a method's body and after the magic alike.</param>
internal sealed record Snippet(string Name, string Code)
{
    /// <summary>Why runs of the plain program differ among themselves, or with what it did before; <see langword="null"/> where they do not.</summary>
    public string? Varies { get; init; }

    /// <summary>By how many bytes the figures may miss each other where they vary.</summary>
    public long Slack { get; init; }

    /// <summary>
    /// Whether its work runs on the thread pool. The pool may start one more thread meanwhile when the machine is so busy that work waits long: some runs
    /// then have 136 B more, and what that thread makes for itself. So most runs decide, not all.
    /// </summary>
    public bool IsPooled => new[] { "Task.Run(", "QueueUserWorkItem", "Task.Yield", "Work.Stream" }.Any(Code.Contains);

    public bool IsAsync => Code.Contains("await ", StringComparison.Ordinal);

    public override string ToString() => Name;
}
