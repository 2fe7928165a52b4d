namespace MemMagics.Session;

/// <summary>The command with which code is measured from a shell, and not from a notebook.</summary>
public sealed record ShellCommand
{
    /// <summary>What comes after the command's options, to be offered with another command: <c>app.cs -- 3</c>, <c>--call "Solve(3)" app.cs</c>.</summary>
    public required string Line { get; init; }

    /// <summary>Path of a file that the code reads as its standard input; <see langword="null"/> for none: code that asks for input is told so.</summary>
    public string? Input { get; init; }
}
