using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Cli.Terminal;

/// <summary>What is said when something fails that nobody expected to: the one form for all commands and all cells.</summary>
internal static class UnexpectedFailure
{
    private const string TraceVariable = "MEMMAGICS_TRACE";

    /// <summary>A sentence about an exception, and how to report it where it is a fault of the tool.</summary>
    public static string Sentence(Exception exception)
    {
        var cause = CauseOf(exception);
        var trace = string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable)) ? "" : $"\n{Trace(exception)}";

        // A full disk, a missing permission, a folder that is gone: the system's own sentence is the best there is.
        return cause is IOException or UnauthorizedAccessException
            ? $"{ExceptionMessage.Of(cause)}{trace}"
            : $"MemMagics itself failed: {cause.GetType().Name}: {ExceptionMessage.Of(cause)} Please report it with the command and the notebook; {TraceVariable}=1 in the environment adds where it happened.{trace}";
    }

    /// <summary>All that the exception says of itself. It may be one of the notebook's, whose text may throw.</summary>
    public static string Trace(Exception exception)
    {
        try
        {
            return BoundedText.Cut(exception.ToString());
        }
        catch (Exception)
        {
            return exception.GetType().FullName!;
        }
    }

    /// <summary>What is inside those that only pass something on.</summary>
    private static Exception CauseOf(Exception exception) =>
        Cause.Of(exception) is AggregateException { InnerException: { } inner } ? CauseOf(inner) : Cause.Of(exception);
}
