using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;

namespace MemMagics.Cli.Completion;

/// <summary>Explains what is at a position of a cell: magics and their options from the grammar, C# from the compiler.</summary>
internal static class CellInspection
{
    /// <param name="script">The session the cell would run in.</param>
    /// <param name="text">The cell.</param>
    /// <param name="position">The position, 0 to the text's length; a word that ends there counts.</param>
    /// <param name="withSource">Whether to include the source of what the notebook defines.</param>
    public static string? Of(ScriptSession script, string text, int position, bool withSource)
    {
        var cell = MagicAliases.Resolve(text, ref position);
        var word = EndOfWord(cell, position);
        var code = CellCode.At(cell, word);
        return code.Magic switch
        {
            { Part: MagicPart.Name } or { Part: MagicPart.Option or MagicPart.Value, Magic: null } => HelpOn(cell, code.Magic.Start, word),
            { Part: MagicPart.Option, Magic: { } magic, Start: var start } => MagicCursor.OptionOf(magic, cell[start..word]) is { } option ? Describe(magic, option) : magic.Help,
            { Part: MagicPart.Value, Magic: { } magic, Option: { } option } when option.ValueName != FunctionCompletion.ValueName => Describe(magic, option),
            { Part: MagicPart.Value, Start: var start } => CodeInspection.Of(script, $"{cell[start..word]};", word - start, withSource),
            _ => CodeInspection.Of(script, code.Text, position, withSource),
        };
    }

    private static string? HelpOn(string cell, int start, int end) => HostMagics.HelpOn(cell[start..end].Split(' ', '\t', '\n')[0]);

    private static string Describe(MagicDescription magic, MagicOption option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name));
        var repeatable = option.Repeatable ? "\nMay be given several times." : "";
        var values = option.ValueCompletions.Count > 0 ? $"\nFor example: {string.Join(", ", option.ValueCompletions)}" : "";
        return $"{names} {option.ValueName}".TrimEnd() + $"    (option of {magic.Name})\n\n{option.Description}{repeatable}{values}";
    }

    private static int EndOfWord(string text, int position)
    {
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }
}
