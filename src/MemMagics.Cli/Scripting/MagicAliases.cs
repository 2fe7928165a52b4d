using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Cli.Scripting;

/// <summary>The magics under the names that people bring from IPython: <c>%memit</c> and <c>%%memit</c> are <c>#!memit</c>.</summary>
internal static partial class MagicAliases
{
    /// <summary>The cell with its magics by their own names. Every line keeps its number, and what is text or comment stays as it is.</summary>
    public static string Resolve(string cell)
    {
        var position = 0;
        return Resolve(cell, ref position);
    }

    /// <param name="cell">The cell.</param>
    /// <param name="position">A position in it, which is moved along with the text.</param>
    public static string Resolve(string cell, ref int position)
    {
        var aliases = Alias().Matches(cell).Select(match => match.Groups["sign"]).ToList();
        if (aliases.Count == 0)
            return cell;

        // Once the aliases are directives, the splitter tells those in code from those in strings and comments.
        var magics = CellSplitter.Split(Replace(cell, aliases), "cell").OfType<MagicPiece>().Select(piece => piece.Line).ToHashSet();
        aliases.RemoveAll(sign => !magics.Contains(cell.AsSpan(0, sign.Index).Count('\n') + 1));
        var place = position;
        position += aliases.Where(sign => sign.Index + sign.Length <= place).Sum(sign => 2 - sign.Length);
        return Replace(cell, aliases);
    }

    private static string Replace(string cell, IReadOnlyList<Group> signs)
    {
        foreach (var sign in signs.Reverse())
            cell = string.Concat(cell.AsSpan(0, sign.Index), "#!", cell.AsSpan(sign.Index + sign.Length));
        return cell;
    }

    [GeneratedRegex(@"^[ \t]*(?<sign>%%?)(memit|mprun)(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Alias();
}
