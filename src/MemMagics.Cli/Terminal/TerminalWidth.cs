namespace MemMagics.Cli.Terminal;

/// <summary>How many characters a line of the terminal has.</summary>
internal static class TerminalWidth
{
    // Narrower ones are windows that somebody has all but closed, and terminals that do not know.
    private const int Narrowest = 40;

    /// <summary>
    /// That of standard output; <see langword="null"/> where it is no terminal, or one of an unknown size. To be asked before cells run: it takes
    /// the console's lock, which a thread of a cell that is printing has while it waits for its turn.
    /// </summary>
    public static int? OfStandardOutput()
    {
        if (Console.IsOutputRedirected)
            return null;

        try
        {
            return Console.WindowWidth is >= Narrowest and var width ? width : null;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
