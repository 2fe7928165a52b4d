using System.Diagnostics;

namespace MemMagics.Wire.Messages;

/// <summary>An exception of measured code, reduced to what can leave the process.</summary>
/// <param name="Type">Full name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Frames">Where it was thrown, innermost first, MemMagics' own frames left out.</param>
/// <param name="Inner">Its inner exception; <see langword="null"/> for none.</param>
public sealed record ThrownException(string Type, string Message, IReadOnlyList<ThrownFrame> Frames, ThrownException? Inner)
{
    private const int DeepestInner = 16;
    private const int MostFrames = 200;

    public static ThrownException Of(Exception exception, int depth = 0) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        MessageOf(exception),
        FramesOf(exception),
        exception.InnerException is { } inner && depth < DeepestInner ? Of(inner, depth + 1) : null);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Type);
        writer.Write(Message);
        writer.WriteList(Frames, static (to, frame) => frame.Write(to));
        writer.Write(Inner is not null);
        Inner?.Write(writer);
    }

    public static ThrownException Read(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadString(), reader.ReadList(ThrownFrame.Read), reader.ReadBoolean() ? Read(reader) : null);

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception e) // Message is virtual: it is user code
        {
            return $"(its Message threw {e.GetType().Name})";
        }
    }

    private static IReadOnlyList<ThrownFrame> FramesOf(Exception exception) =>
    [
        .. new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod() is not { DeclaringType: null } && !IsOwn(frame.GetMethod()?.DeclaringType))
            .Take(MostFrames)
            .Select(frame => new ThrownFrame(NameOf(frame), frame.GetFileName() ?? "", frame.GetFileLineNumber())),
    ];

    /// <summary>Whether a frame is MemMagics' own or one of the runtime's helpers that throw for compiled code, or throw again what an awaited task threw.</summary>
    private static bool IsOwn(Type? type) => type is not null
        && (OwnCode.Contains(type)
            || type.Namespace is "Internal.Runtime.CompilerHelpers" or "System.Runtime.ExceptionServices"
            || (type.Namespace == "System.Runtime.CompilerServices" && type.Name.Contains("Awaiter", StringComparison.Ordinal)));

    private static string NameOf(StackFrame frame)
    {
        var method = frame.GetMethod();
        return method is null ? "?" : $"{method.DeclaringType?.FullName}.{method.Name}";
    }
}
