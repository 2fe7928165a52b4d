using MemMagics.Cli.Scripting;
using MemMagics.Editor;
using MemMagics.Editor.Completing;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Completion;

/// <summary>Completes a cell: magics and their options from the grammar, C# from Roslyn's services and the session's live values.</summary>
/// <param name="editor">Roslyn's services.</param>
/// <param name="script">The session the cell would run in.</param>
internal sealed class CellCompletion(CSharpEditor editor, ScriptSession script)
{
    /// <summary>The document name of a cell that is only asked about.</summary>
    private const string Document = "completion";

    /// <param name="text">The cell.</param>
    /// <param name="position">The position, 0 to the text's length.</param>
    public async Task<Completions> OfAsync(string text, int position)
    {
        var typed = text[..position].Split('\n')[^1].TrimStart();
        if (typed.StartsWith('%') && !typed.Any(char.IsWhiteSpace))
            return Completions.Beginning(text, position - typed.Length, position, DirectiveCompletion.AliasNames(typed));

        var place = position;
        var cell = MagicAliases.Resolve(text, ref place);
        var completions = await InAsync(cell, place);
        return completions with { Start = completions.Start - place + position, End = completions.End - place + position };
    }

    private async Task<Completions> InAsync(string cell, int position)
    {
        var code = CellCode.At(cell, position);
        return code.Magic switch
        {
            { Part: MagicPart.Name, Start: var start } => Completions.Beginning(cell, start, position, DirectiveCompletion.MagicNames),
            { Part: MagicPart.Option, Magic: { } magic, Start: var start } => await OptionsOrCodeAsync(magic, ValuesOf(code.Magic.Option), start),
            { Part: MagicPart.Value, Option.ValueName: FunctionCompletion.ValueName, Start: var start } => FunctionCompletion.Of(script, code.Text, cell[start..position], start),
            { Part: MagicPart.Value, Option: { } option, Start: var start } => Completions.Beginning(cell, start, position, ValuesOf(option)),
            { Part: MagicPart.Code, Option: { } option, Start: var start } => WithCode(Completions.Beginning(cell, start, position, ValuesOf(option)), await InCodeAsync()),
            _ => DirectiveCompletion.StartOf(cell, position) is { } start ? await DirectivesAsync(start) : await InCodeAsync(),
        };

        async Task<Completions> OptionsOrCodeAsync(MagicDescription magic, IEnumerable<Match> values, int start)
        {
            var names = magic.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).Select(name => new Match(name, Match.OfMagic));
            var options = Completions.Beginning(cell, start, position, values.Concat(names));
            return start < position ? options : WithCode(options, await InCodeAsync());
        }

        async Task<Completions> DirectivesAsync(int start)
        {
            var ofCompiler = await editor.CompleteAsync(Compile, code.Text, position);
            return Completions.Beginning(cell, start, position, DirectiveCompletion.MagicNames.Concat(DirectiveCompletion.With(ofCompiler.Select(match => match.Text))));
        }

        async Task<Completions> InCodeAsync()
        {
            var matches = await editor.CompleteAsync(Compile, code.Text, position);
            if (DirectiveCompletion.SourceAt(cell, position) is { } source)
                return Completions.Replacing(code.Text, position, [.. source.Matches.Select(match => new EditorMatch(match.Text, match.Kind, source.Start)), .. matches]);
            var live = LiveMembers.Of(script, code.Text, position);
            return Completions.Replacing(code.Text, position, live.ComeFirst ? [.. live.Matches, .. matches] : [.. matches, .. live.Matches]);
        }
    }

    private static IEnumerable<Match> ValuesOf(MagicOption? option) => option?.ValueCompletions.Select(value => new Match(value, Match.OfMagic)) ?? [];

    private static Completions WithCode(Completions first, Completions code) => first with { Matches = [.. first.Matches, .. code.Matches] };

    private CSharpCompilation Compile(string code) => Compile(script, code);

    /// <summary>A cell's code, compiled as the session's next submission.</summary>
    internal static CSharpCompilation Compile(ScriptSession script, string code) => (CSharpCompilation)script.Next(code, Document).GetCompilation();

    internal static SemanticModel Bind(ScriptSession script, string code)
    {
        var compilation = Compile(script, code);
        return compilation.GetSemanticModel(compilation.SyntaxTrees.Last());
    }
}
