using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Measuring;

/// <summary>
/// The magic, or in a shell the command, to go on with after a report: <c>#!memit --where</c>, when more than a few objects were allocated or a budget for it exceeded; after that one
/// <c>#!mprun</c> of the function whose line allocates most.
/// </summary>
internal static class NextMagic
{
    // Whoever has never seen a report learns from it how to go on. There is nothing to be found out of less.
    private const long Some = 1000;
    private const int LongestCode = 100;
    private const string Left = "…";

    /// <summary>The magic's line, with as much of the code as fits; <see langword="null"/> where there is nothing to go on from.</summary>
    /// <param name="request">The request.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="overBudget">Whether it exceeds a budget of the request.</param>
    /// <param name="session">Where the code was measured; <see langword="null"/> for any notebook.</param>
    public static string? Of(MeasureRequest request, Report report, bool overBudget, NotebookSession? session = null)
    {
        // With --quiet a report is seen only when it fails. In the notebook's own process objects cannot be told apart.
        if (request.State == StateMode.InProcess || (request.Quiet && !overBudget) || (report.Failure is not null && !overBudget))
            return null;

        if (report is MemitReport { Where: { } origins })
        {
            return HeaviestFunction.Of(origins, session?.Program is null ? CodeKind.Notebook : CodeKind.Library) is not { } function ? null
                : session?.Shell is not { } command ? LineByLine(request, function)
                : $"memmagics mprun {(function.Length == 0 ? "" : $"-f {Quoted(function)} ")}{command.Line}";
        }

        var isWanted = (request, report) switch
        {
            (MemitRequest { Where: not WhereChoice.None }, _) => false,
            (MemitRequest memit, MemitReport { Worst.Allocated: var allocated }) => (allocated >= Some && !IsArray(request.Code)) || allocated > memit.MaxAllocated?.Bytes,
            (_, LineReport lines) => (lines.AllocatedWithoutProbes ?? lines.AllocatedWithProbes) >= Some,
            _ => false,
        };
        return !isWanted ? null : session?.Shell is { } shell ? $"memmagics where {shell.Line}" : Line(request, "#!memit --where", again => again is MemitRequest { Where: WhereChoice.Auto });
    }

    /// <summary>An array by itself: whoever makes one knows where it comes from.</summary>
    private static bool IsArray(string code) => SyntaxFactory.ParseExpression(code) is ArrayCreationExpressionSyntax { Initializer: null } array && array.FullSpan.Length == code.Length;

    private static string LineByLine(MeasureRequest request, string function)
    {
        if (function.Length == 0)
            return Line(request, "#!mprun", again => again is MprunRequest { Functions: [] });

        // A word ends at a space, except within the angle brackets of a name.
        return Line(request, $"#!mprun -f {(function.Contains("operator ", StringComparison.Ordinal) || function.Contains("static ", StringComparison.Ordinal) ? $"\"{function}\"" : function)}", again => again is MprunRequest { Functions: [var only] } && only == function);
    }

    /// <summary>For a shell, to which angle brackets mean something.</summary>
    private static string Quoted(string function) => function.All(static character => char.IsLetterOrDigit(character) || character is '.' or '_') ? function : $"\"{function}\"";

    private static string Line(MeasureRequest request, string magic, Predicate<MeasureRequest> isMeant)
    {
        var options = request.State == StateMode.Replay ? $"{magic} --replay" : request.Reopen ? $"{magic} --reopen" : magic;
        var line = $"{options} {request.Code}";
        if (MagicGrammar.Parse(line, new CodeOrigin("hint")) is not MeasureCommand { Request: var again } || !isMeant(again) || again.Code != request.Code)
            line = $"{options} -- {request.Code}";

        var first = line.AsSpan(0, line.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : line.Length).TrimEnd();
        var most = options.Length + LongestCode;
        if (first.Length > most)
            return $"{first[..(char.IsHighSurrogate(first[most - 1]) ? most - 1 : most)]}{Left}";
        return first.Length < line.Length ? $"{first} {Left}" : line;
    }
}
