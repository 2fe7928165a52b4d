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
        foreach (var link in exception.WithInner())
        {
            text.Append(text.Length == 0 ? "" : "\n ---> ").Append(link.Heading);
            foreach (var frame in link.Frames)
            {
                text.Append("\n   at ").Append(ShownMethod(frame.Method));
                if (frame.Line > 0)
                    text.Append(" in ").Append(DocumentNames.Shown(frame.Document)).Append(", line ").Append(frame.Line);
            }
        }

        return text.ToString();
    }

    /// <summary>Turns a metadata name into the name in the source.</summary>
    public static string ShownMethod(string method) => MethodText.Of(method) is { Length: > 0 } name ? name : "the cell's code";
}
