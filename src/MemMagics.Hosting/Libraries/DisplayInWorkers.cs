using MemMagics.Wire.Messages;

namespace MemMagics.Hosting.Libraries;

/// <summary>How the library that notebooks show values with is set in workers. What measured code displays goes to a console there, in the form that the value prefers.</summary>
public static class DisplayInWorkers
{
    private const string Library = "Microsoft.DotNet.Interactive.Formatting";
    private const string Formatter = $"{Library}.Formatter";

    /// <summary>Text in place of HTML, also for what prefers HTML (Microsoft.DotNet.Interactive.Formatting/Formatter.Display.cs).</summary>
    public static IReadOnlyList<LibrarySetting> Settings { get; } = [new(Library, Formatter, "DefaultMimeType", "text/plain"), new(Library, Formatter, "Register", "text/html")];
}
