using System.Diagnostics;

namespace MemMagics.Wire.Messages;

/// <summary>An exception of measured code, reduced to what can leave the process, whatever its author made of it: bounded like printed text.</summary>
/// <param name="Type">Its type as written in C#, with its namespace.</param>
/// <param name="Message">Its message; empty for none.</param>
/// <param name="Frames">Where it was thrown, innermost first, MemMagics' own frames left out.</param>
/// <param name="Inner">Its inner exception; <see langword="null"/> for none.</param>
public sealed record ThrownException(string Type, string Message, IReadOnlyList<ThrownFrame> Frames, ThrownException? Inner)
{
    private const int DeepestInner = 16;
    private const int MostFrames = 200;
    private const int LongestName = 500;

    private static readonly ThrownException s_deeper = new("…", "deeper inner exceptions are left out", [], null);

    /// <summary>Takes an exception apart. Its <see cref="Exception.Message"/> is its author's code, which may do anything.</summary>
    public static ThrownException Of(Exception exception)
    {
        var chain = Chain(exception).Take(DeepestInner + 1).ToList();
        var inner = chain[^1].InnerException is null ? null : s_deeper;
        for (var i = chain.Count - 1; i >= 0; i--)
            inner = new ThrownException(NameOf(chain[i].GetType()), ExceptionMessage.Of(chain[i]), FramesOf(chain[i], MostFrames / (i + 1)), inner);

        return inner!;
    }

    /// <summary>The exception's type and message, without its stack and its inner exceptions.</summary>
    public string Heading => Message.Length == 0 ? Type : $"{Type}: {Message}";

    /// <summary>The exception, then its inner exceptions, outermost first.</summary>
    public IEnumerable<ThrownException> WithInner()
    {
        for (var link = this; link is not null; link = link.Inner)
            yield return link;
    }

    /// <summary>An exception type's name as written in C#, with its namespace: <c>System.ArgumentException</c>; types of the notebook have none.</summary>
    public static string NameOf(Type type)
    {
        var name = BoundedText.Cut(CSharpName.Of(type), LongestName);
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }

    public void Write(BinaryWriter writer)
    {
        writer.WriteList([.. WithInner()], static (to, link) =>
        {
            to.Write(link.Type);
            to.Write(link.Message);
            to.WriteList(link.Frames, static (frameTo, frame) => frame.Write(frameTo));
        });
    }

    public static ThrownException Read(BinaryReader reader)
    {
        var chain = reader.ReadList(static from => new ThrownException(from.ReadString(), from.ReadString(), from.ReadList(ThrownFrame.Read), null));
        if (chain.Count is 0 or > DeepestInner + 2)
            throw new InvalidDataException($"A chain of {chain.Count} exceptions.");

        return chain.Reverse().Aggregate((inner, link) => link with { Inner = inner });
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
            yield return link;
    }

    private static IReadOnlyList<ThrownFrame> FramesOf(Exception exception, int most) =>
    [
        .. new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod() is not { DeclaringType: null } && !IsOwn(frame.GetMethod()?.DeclaringType) && frame.GetMethod()?.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false) != true)
            .Take(most)
            .Select(frame => new ThrownFrame(
                BoundedText.Cut(NameOf(frame), LongestName), BoundedText.Cut(frame.GetFileName() ?? "", LongestName), frame.GetFileLineNumber())),
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
