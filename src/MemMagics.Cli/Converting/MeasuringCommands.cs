using MemMagics.Cli.Programs;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>The commands that measure in a file what magics measured in the notebook.</summary>
/// <param name="file">The file's name.</param>
internal sealed class MeasuringCommands(string file)
{
    private readonly string _file = ShellWord.Of(file);
    private readonly List<string> _all = [];

    /// <summary>Those that were given, each once.</summary>
    public IReadOnlyList<string> All => [.. _all.Distinct()];

    /// <summary>The comment for measured code.</summary>
    public string Of(BoundPart part, MemberText text, NotebookBinding binding)
    {
        var code = part.Root.Members is [GlobalStatementSyntax { Statement: ExpressionStatementSyntax expression }] ? text.CodeOf(expression.Expression) : null;
        var isCallable = !part.Root.Members.SelectMany(part.UsesOf).SelectMany(used => used.Reach()).Any(used => used.IsVariable || SharedState.IsIn(used));
        var isMemit = part.Code.Measured is MemitRequest;
        var isCall = code is not null && isCallable && !code.Contains('\n');
        var options = string.Concat(CommandOptions.Of(part.Code.Measured!, isCall, function => NewName(function, part, binding)).Select(option => $" {option}"));
        if (isCall)
            return $"{part.Code.Magic}: {Remember($"memmagics {(isMemit ? "memit" : "mprun")}{options} --call {ShellWord.Of(code!)} {_file}")}";

        // An expression that is called has no variables of the program: there the program is measured as it runs.
        return isMemit
            ? $"{part.Code.Magic}: the line below, in the table of: {Remember($"memmagics mprun {_file}")}"
            : $"{part.Code.Magic}: {Remember($"memmagics mprun{options} {_file}")}";
    }

    private string Remember(string command)
    {
        _all.Add(command);
        return command;
    }

    private static string NewName(string function, BoundPart part, NotebookBinding binding)
    {
        var first = function.Split('.', '<')[0];
        var seen = binding.Entities.LastOrDefault(entity => entity.Name == first && Position(entity.Part, binding) <= Position(part, binding));
        return seen is null ? function : seen.NewName + function[first.Length..];
    }

    private static int Position(BoundPart part, NotebookBinding binding) => binding.Parts.ToList().IndexOf(part);
}
