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

    public static TerminalColors OfStandardOutput() =>
        new(!Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors });

    public string Dim(string text) => Escaped("2", text);

    public string Strong(string text) => Escaped("1", text);

    public string Good(string text) => Escaped("32", text);

    public string Bad(string text) => Escaped("31", text);

    // Not AnsiConsole.Write: it wraps at the window's width, and tables are wider.
    private string Escaped(string style, string text) => _colours ? $"\e[{style}m{text}\e[0m" : text;
}
