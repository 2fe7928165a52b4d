using Spectre.Console;

namespace MemMagics.Cli.Terminal;

/// <summary>Colours, where there is somebody to see them: none when output is redirected, or when NO_COLOR or the terminal forbids them.</summary>
internal sealed class TerminalColors
{
    private readonly bool _colours;

    private TerminalColors(bool colours)
    {
        _colours = colours;
    }

    /// <summary>Text with all of them.</summary>
    public static TerminalColors All { get; } = new(colours: true);

    /// <summary>Text without any.</summary>
    public static TerminalColors None { get; } = new(colours: false);

    /// <summary>Whether there are any.</summary>
    public bool AreShown => _colours;

    public static TerminalColors OfStandardOutput() =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors } ? All : None;

    public string Dim(string text) => Escaped("2", text);

    public string Strong(string text) => Escaped("1", text);

    public string Italic(string text) => Escaped("3", text);

    public string Struck(string text) => Escaped("9", text);

    public string Link(string text) => Escaped("4", text);

    public string Code(string text) => Escaped("36", text);

    public string Good(string text) => Escaped("32", text);

    public string Bad(string text) => Escaped("31", text);

    // Not AnsiConsole.Write: it wraps at the window's width, and tables are wider.
    private string Escaped(string style, string text) => _colours ? $"\e[{style}m{text}\e[0m" : text;
}
