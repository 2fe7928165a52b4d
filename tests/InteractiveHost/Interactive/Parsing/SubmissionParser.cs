using System.Text.Json;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive.Parsing;

// Microsoft.DotNet.Interactive/Parsing/SubmissionParser.cs, PolyglotSyntaxParser.cs
internal static class SubmissionParser
{
    /// <summary>The pieces of a cell: what is not a directive, in the kernel that is chosen there, and the directives. What cannot be parsed becomes a piece that fails the cell.</summary>
    public static IReadOnlyList<KernelCommand> Split(KernelCommand command, CompositeKernel root)
    {
        command.TargetKernelName ??= root.DefaultKernelName;
        if (command is not SubmitCode { IsPiece: false } cell)
            return [command];

        var target = cell.TargetKernelName!;
        var pieces = new List<KernelCommand>();
        foreach (var node in Nodes(cell.Code))
        {
            var words = node.TrimEnd('\r', '\n').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!IsDirective(node) || (node.StartsWith("#r", StringComparison.Ordinal) && !node.Contains("nuget:", StringComparison.Ordinal)))
                Append(pieces, node, target);
            else if (root.ChildKernels.TryGetByAlias(words[0].TrimStart('#', '!'), out var kernel))
                pieces.Add(DirectiveCommand.Of((_, _) => Task.CompletedTask, target = kernel.Name));
            else if (!root.Directives.TryGetValue(words[0], out var known))
                pieces = [Failing(cell, $"Unknown magic command '{words[0]}'.")];
            else if (Problem(known.Directive, node[words[0].Length..]) is { } problem)
                pieces = [Failing(cell, problem)];
            else if (words[0] == "#r")
                pieces.Insert(0, DirectiveCommand.Of((_, context) => known.Handler(new SubmitCode(words[1], target), context), target)); // hoisted
            else
                pieces.Add(DirectiveCommand.Of(known.Handler, target));
        }

        if (pieces.Count == 0 || (pieces is [SubmitCode only] && only.TargetKernelName == cell.TargetKernelName))
            return [cell];

        foreach (var piece in pieces)
            piece.SetParent(cell, bubbleEvents: true);
        return pieces;
    }

    private static void Append(List<KernelCommand> pieces, string code, string target)
    {
        if (pieces.LastOrDefault() is SubmitCode previous)
            previous.Code += Environment.NewLine + code;
        else if (!string.IsNullOrWhiteSpace(code))
            pieces.Add(new SubmitCode(code.Trim(), target) { IsPiece = true });
    }

    private static IEnumerable<string> Nodes(string code)
    {
        var start = 0;
        for (var at = 0; at < code.Length;)
        {
            var newLine = code.IndexOf('\n', at);
            var end = newLine < 0 ? code.Length : newLine + 1;
            if (IsDirective(code[at..end]))
            {
                if (at > start)
                    yield return code[start..at];
                yield return code[at..end];
                start = end;
            }

            at = end;
        }

        if (start < code.Length)
            yield return code[start..];
    }

    /// <summary>Only at the very beginning of a line.</summary>
    private static bool IsDirective(string line) => line.Length > 1 && line[0] == '#' && line[1] is '!' or 'r' or 'i';

    /// <summary>DNI103: no such parameter; DNI105: too many; DNI106: not JSON.</summary>
    private static string? Problem(KernelActionDirective directive, string arguments)
    {
        var counts = new Dictionary<KernelDirectiveParameter, int>();
        var words = arguments.TrimEnd('\r', '\n').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var isName = words[i][0] == '-';
            var parameter = directive.Parameters.FirstOrDefault(candidate => isName ? candidate.Name == words[i] : candidate.AllowImplicitName);
            if (parameter is null)
                return $"error DNI103: Unrecognized parameter name '{words[i]}'";
            counts[parameter] = counts.GetValueOrDefault(parameter) + 1;
            if (counts[parameter] > parameter.MaxOccurrences)
                return $"error DNI105: A maximum of {parameter.MaxOccurrences} occurrences are allowed for named parameter '{words[i]}'";
            if (isName && !parameter.Flag && i + 1 < words.Length && words[i + 1][0] != '-')
                i++;
            if (words[i][0] is '{' or '[' && !IsJson(words[i]))
                return $"error DNI106: Invalid JSON: '{words[i]}'";
        }

        return null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static DirectiveCommand Failing(SubmitCode cell, string message) => DirectiveCommand.Of((_, context) =>
    {
        context.Fail(cell, message: message);
        return Task.CompletedTask;
    });
}
