using System.Diagnostics;
using MemMagics.Cli.Scripting;
using MemMagics.Compilation;
using MemMagics.Wire.Messages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Errors in the notebook's own terms: cell and line instead of submission classes and state machines.</summary>
internal static class ErrorText
{
    private const int DeepestChain = 17;
    private const int MostPlaces = 200;

    private static readonly string[] s_machinery = ["System.Threading.", "System.Runtime.CompilerServices.", "System.Runtime.ExceptionServices."];

    /// <summary>What a cell threw.</summary>
    public static CellError Of(Exception exception)
    {
        var thrown = ThrownException.Of(exception);
        var message = string.Join("\n ---> ", thrown.WithInner().Select(link => link.Heading));
        return new CellError(thrown.Type, message, [.. Chain(exception).Take(DeepestChain).Reverse().SelectMany(Places).Distinct().Take(MostPlaces)]);
    }

    /// <summary>Why a cell does not compile.</summary>
    public static CellError Of(CompilationErrorException exception)
    {
        var errors = exception.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        return new CellError(errors.FirstOrDefault()?.Id ?? "Compilation", CompilerMessages.Render(errors), []);
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
            yield return link;
    }

    /// <summary>The frames from where it was thrown to the cell that ran; what lies below is the host, and so is what disposes of a cell's variables.</summary>
    private static IEnumerable<string> Places(Exception exception)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            var type = frame.GetMethod()?.DeclaringType;
            if (type?.Assembly == typeof(Script).Assembly)
                yield break;
            if (type?.Assembly == typeof(ErrorText).Assembly || (type?.FullName is { } name && s_machinery.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))))
                continue;
            if (MethodText.Of(frame.GetMethod()) is not { } method)
                continue;

            if (frame.GetFileName() is { } document && frame.GetFileLineNumber() is > 0 and var line)
                yield return method.Length == 0 ? $"{document}, line {line}" : $"{method} in {document}, line {line}";
            else if (method.Length > 0)
                yield return method;
        }
    }
}
