using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Cli.Scripting;

/// <summary>The magics under the names that people bring from IPython: <c>%memit</c> and <c>%%memit</c> are <c>#!memit</c>.</summary>
internal static partial class MagicAliases
{
    private const string Name = "#!";

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
        var replaced = Replace(cell, aliases);
        var lines = CSharpText.Lines(replaced);
        var magics = CellSplitter.Split(replaced, "cell").OfType<MagicPiece>().Select(piece => piece.Line).ToHashSet();
        var longer = 0;
        var inCode = new List<Group>();
        foreach (var sign in aliases)
        {
            if (magics.Contains(lines.IndexOf(sign.Index + longer) + 1))
                inCode.Add(sign);
            longer += Name.Length - sign.Length;
        }

        var place = position;
        position += inCode.Where(sign => sign.Index + sign.Length <= place).Sum(sign => Name.Length - sign.Length);
        return Replace(cell, inCode);
    }

    private static string Replace(string cell, List<Group> signs)
    {
        var replaced = new StringBuilder();
        var copied = 0;
        foreach (var sign in signs)
        {
            replaced.Append(cell, copied, sign.Index - copied).Append(Name);
            copied = sign.Index + sign.Length;
        }

        return replaced.Append(cell, copied, cell.Length - copied).ToString();
    }

    [GeneratedRegex(@"^[ \t]*(?<sign>%%?)(memit|mprun)(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Alias();
}
