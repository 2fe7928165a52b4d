using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Completion;

/// <summary>Completes a cell: magics and their options from the grammar, C# from the compiler.</summary>
internal static class CellCompletion
{
    private static readonly string[] hostMagics = ["#!time"];

    /// <param name="script">The session the cell would run in.</param>
    /// <param name="text">The cell.</param>
    /// <param name="position">The place, 0 to the text's length.</param>
    public static Completions Of(ScriptSession script, string text, int position)
    {
        var typed = text[..position].Split('\n')[^1].TrimStart();
        if (typed.StartsWith('%') && !typed.Any(char.IsWhiteSpace))
            return Completions.Beginning(text, position - typed.Length, position, AliasNames(typed));

        var place = position;
        var cell = MagicAliases.Resolve(text, ref place);
        var completions = In(script, cell, place);
        return completions with { Start = completions.Start - place + position, End = completions.End - place + position };
    }

    private static Completions In(ScriptSession script, string cell, int position)
    {
        var code = CellCode.At(cell, position);
        return code.Magic switch
        {
            { Part: MagicPart.Name, Start: var start } => Completions.Beginning(cell, start, position, Names),
            { Part: MagicPart.Option, Magic: { } magic, Start: var start } => OptionsOrCode(magic, start),
            { Part: MagicPart.Value, Option: { } option, Start: var start } => Values(option, start),
            _ => InCode(),
        };

        Completions OptionsOrCode(MagicDescription magic, int start)
        {
            var options = Completions.Beginning(cell, start, position, magic.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).Select(name => new Match(name, "magic")));
            return start < position ? options : options with { Matches = [.. options.Matches, .. InCode().Matches] };
        }

        Completions Values(MagicOption option, int start) =>
            option.ValueName == "FUNCTION" ? InCode() : Completions.Beginning(cell, start, position, option.ValueCompletions.Select(value => new Match(value, "magic")));

        Completions InCode() => CodeCompletion.Of(Compile(script, WithFunctionAsCode(code, position)), position);

        // "-f Solver.Me": a name is completed like code, where it stands.
        string WithFunctionAsCode(CellCode blanked, int place) =>
            blanked.Magic is { Part: MagicPart.Value, Start: var start } ? string.Concat(blanked.Text.AsSpan(0, start), cell.AsSpan(start, place - start), ";", blanked.Text.AsSpan(Math.Min(place + 1, cell.Length))) : blanked.Text;
    }

    internal static SemanticModel Compile(ScriptSession script, string code)
    {
        var compilation = script.Next(code, "completion").GetCompilation();
        return compilation.GetSemanticModel(compilation.SyntaxTrees.Last());
    }

    private static IEnumerable<Match> Names => MagicGrammar.Magics.Select(magic => magic.Name).Concat(hostMagics).Select(name => new Match(name, "magic"));

    private static IEnumerable<Match> AliasNames(string typed) =>
        MagicGrammar.Magics.Select(magic => new Match((typed.StartsWith("%%", StringComparison.Ordinal) ? "%%" : "%") + magic.Name[2..], "magic"));
}
