using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.Messages;

/// <summary>Reads the message of an exception, which is code of its author's: it may throw, return nothing, or never return.</summary>
public static class ExceptionMessage
{
    // An AggregateException's own Message joins those of all its inner exceptions.
    private const int MostJoined = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The message, bounded; empty for none.</summary>
    public static string Of(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: > MostJoined and var count } => string.Create(
            CultureInfo.InvariantCulture, $"{BoundedText.Cut(OwnMessage(exception) ?? "")} ({count:N0} inner exceptions, of which the first follows)"),
        _ when IsOfRuntime(exception) => Read(exception),
        _ => ReadPatiently(exception),
    };

    /// <summary>Whether no code but the runtime's is involved.</summary>
    private static bool IsOfRuntime(Exception exception) => exception.GetType().Assembly == typeof(Exception).Assembly && exception is not AggregateException;

    private static string ReadPatiently(Exception exception)
    {
        string? message = null;
        var reader = new Thread(() => Volatile.Write(ref message, Read(exception))) { IsBackground = true, Name = "exception's message" };
        reader.Start();
        return reader.Join(s_patience) ? Volatile.Read(ref message)! : "(its Message did not return within 2 s)";
    }

    private static string Read(Exception exception)
    {
        try
        {
            return NotebookTypes.AsInSource(BoundedText.Cut(exception.Message ?? ""));
        }
        catch (Exception e)
        {
            return $"(its Message threw {ThrownException.NameOf(e.GetType())})";
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? OwnMessage(Exception exception);
}
