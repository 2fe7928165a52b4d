using System.Text;
using MemMagics.Compilation;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>Formats an exception of measured code for the user: type, message, and the cells and lines of its stack trace.</summary>
internal static class ExceptionText
{
    public static string Render(ThrownException exception)
    {
        var text = new StringBuilder();
        Append(text, exception);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ThrownException exception)
    {
        text.Append(exception.Type).Append(": ").Append(exception.Message);
        foreach (var frame in exception.Frames)
        {
            text.Append("\n   at ").Append(ShownMethod(frame.Method));
            if (frame.Line > 0)
                text.Append(" in ").Append(DocumentNames.Shown(frame.Document)).Append(", line ").Append(frame.Line);
        }

        if (exception.Inner is { } inner)
        {
            text.Append("\n ---> ");
            Append(text, inner);
        }
    }

    /// <summary>Turns a metadata name into the name in the source.</summary>
    public static string ShownMethod(string method) => MethodText.Of(method) is { Length: > 0 } name ? name : "the cell's code";
}
