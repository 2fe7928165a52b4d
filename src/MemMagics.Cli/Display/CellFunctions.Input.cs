using System.Diagnostics;

namespace MemMagics.Cli.Display;

/// <summary>Those that ask.</summary>
public static partial class CellFunctions
{
    /// <summary>What is said when nobody answers any more.</summary>
    internal const string InputEnded = "The input has ended, and the question was not answered.";

#pragma warning disable IDE1006 // Notebooks know these functions by these names.
    /// <summary>Asks the notebook's user for a line of text, and waits for it.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <returns>The answer, without the end of its line.</returns>
    /// <exception cref="InvalidOperationException">There is nobody to ask, or the input has ended.</exception>
    [StackTraceHidden]
    public static string input(string prompt = "") => Answer(prompt, isPassword: false);

    /// <summary>Asks the notebook's user for a line that is not shown while it is typed, nor kept in the notebook.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <returns>The answer, without the end of its line.</returns>
    /// <exception cref="InvalidOperationException">There is nobody to ask, or the input has ended.</exception>
    [StackTraceHidden]
    public static string password(string prompt = "Password: ") => Answer(prompt, isPassword: true);
#pragma warning restore IDE1006

    [StackTraceHidden]
    private static string Answer(string prompt, bool isPassword) =>
        (Target is { } target ? target.Ask(prompt, isPassword) : FromConsole(prompt))
        ?? throw new InvalidOperationException(InputEnded);

    /// <summary>In measured code: what the console's input says there.</summary>
    [StackTraceHidden]
    private static string? FromConsole(string prompt)
    {
        Console.Write(prompt);
        return Console.In.ReadLine();
    }
}
