using System.Text;

namespace MemMagics.Cli.Scripting;

/// <summary>How a cell's text is handed to the compiler.</summary>
internal static class ScriptText
{
    /// <summary>Debug information can only be emitted for text whose encoding is known.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text with blank lines before it, so that its first line has the number it has in the cell.</summary>
    public static string StartingAtLine(int line, string text) => new string('\n', line - 1) + text;
}
