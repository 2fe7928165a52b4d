using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Compilation;
using MemMagics.Worker.Wire;

namespace MemMagics.Workers;

/// <summary>An exception of measured code as people read it: type, message, and the cells and lines it came through.</summary>
internal static partial class ExceptionText
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

    /// <summary>The name in the source of a name in metadata: the submission class, closures and generated names are the compiler's.</summary>
    public static string ShownMethod(string method)
    {
        var name = SubmissionClass().Replace(method, "");
        if (LocalFunction().Match(name) is { Success: true } local)
            return local.Groups[1].Value;

        if (Lambda().Match(name) is { Success: true } lambda)
            return lambda.Groups[1].Value is "<Initialize>" or "Initialize" or MeasuredSource.Method ? "the cell's code" : $"a lambda in {lambda.Groups[1].Value}";

        if (StateMachine().Match(name) is { Success: true } machine)
            return machine.Groups[1].Value;

        return name.Replace("+", ".", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^Submission#\d+[.+]")]
    private static partial Regex SubmissionClass();

    [GeneratedRegex(@"<[^<>]*(?:<[^<>]*>)?[^<>]*>g__([^|]+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<(<?[^<>]+>?)>b__")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<([^<>]+)>d(?:__\d+)?\.MoveNext$")]
    private static partial Regex StateMachine();
}
