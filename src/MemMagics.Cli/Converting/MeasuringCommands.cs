using MemMagics.Cli.Programs;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>The commands that measure in a file what magics measured in the notebook.</summary>
/// <param name="file">The file's name.</param>
internal sealed class MeasuringCommands(string file)
{
    private static readonly string[] s_ofNotebooks = ["-q", "--quiet", "--warm", "--cold", "--replay", "--in-process"];
    private readonly List<string> _all = [];

    /// <summary>Those that were given, each once.</summary>
    public IReadOnlyList<string> All => [.. _all.Distinct()];

    /// <summary>The comment for measured code.</summary>
    public string Of(BoundPart part, MemberText text, NotebookBinding binding)
    {
        var code = part.Root.Members is [GlobalStatementSyntax { Statement: ExpressionStatementSyntax expression }] ? text.CodeOf(expression.Expression) : null;
        var isCallable = !part.Root.Members.SelectMany(part.UsesOf).SelectMany(used => used.Reach()).Any(used => used.IsVariable || HasState(used));
        var isMemit = part.Code.Measured is MemitRequest;
        var options = string.Concat(OptionsOf(part, binding).Select(word => $" {word}"));
        var name = isMemit ? "memit" : "mprun";
        if (code is not null && isCallable && !code.Contains('\n'))
            return $"{part.Code.Magic}: {Remember($"memmagics {name}{options} --call {ShellWord.Of(code)} {file}")}";

        // An expression that is called has no variables of the program: there the program is measured as it runs.
        return isMemit
            ? $"{part.Code.Magic}: the line below, in the table of: {Remember($"memmagics mprun {file}")}"
            : $"{part.Code.Magic}: {Remember($"memmagics mprun{options} {file}")}";
    }

    /// <summary>Whether a type keeps something that the program may have put there.</summary>
    private static bool HasState(Entity entity) =>
        entity.Symbol is INamedTypeSymbol type && type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true, SetMethod: not null });

    private string Remember(string command)
    {
        _all.Add(command);
        return command;
    }

    /// <summary>The magic's options, without those that mean something to a notebook only, and with the functions' names in the file.</summary>
    private static IEnumerable<string> OptionsOf(BoundPart part, NotebookBinding binding)
    {
        var words = part.Code.Magic.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] is "-o" or "--output")
                i++;
            else if (words[i] is "-f" or "--function" && i + 1 < words.Length)
                yield return $"-f {ShellWord.Of(NewName(words[++i], part, binding))}";
            else if (!s_ofNotebooks.Contains(words[i]) && !words[i].StartsWith("--output", StringComparison.Ordinal) && words[i] != "--")
                yield return words[i];
        }
    }

    private static string NewName(string function, BoundPart part, NotebookBinding binding)
    {
        var first = function.Split('.', '<')[0];
        var seen = binding.Entities.LastOrDefault(entity => entity.Name == first && Position(entity.Part, binding) <= Position(part, binding));
        return seen is null ? function : seen.NewName + function[first.Length..];
    }

    private static int Position(BoundPart part, NotebookBinding binding) => binding.Parts.ToList().IndexOf(part);
}
