using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Cli.Scripting;

/// <summary>The magics under the names that people bring from IPython: <c>%memit</c> and <c>%%memit</c> are <c>#!memit</c>, and <c>!command</c> is <c>#!shell command</c>.</summary>
internal static partial class MagicAliases
{
    private const string Name = "#!";

    /// <summary>The cell with its magics by their own names. Every line keeps its number, and what is text or comment stays as it is.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isName">Whether a name means something in the session: what begins with <c>!name</c> is C# then. <see langword="null"/> where that is not known.</param>
    public static string Resolve(string cell, Func<string, bool>? isName = null)
    {
        var position = 0;
        return Resolve(cell, ref position, isName);
    }

    /// <param name="cell">The cell.</param>
    /// <param name="position">A position in it, which is moved along with the text.</param>
    /// <param name="isName">Whether a name means something in the session; <see langword="null"/> where that is not known.</param>
    public static string Resolve(string cell, ref int position, Func<string, bool>? isName = null)
    {
        var measured = Resolved(cell, Measurements(cell), ref position);
        return Resolved(measured, IPythonLines.Of(measured, isName), ref position);
    }

    /// <summary>The signs of the measurements.</summary>
    private static List<(Group Sign, string Name)> Measurements(string cell)
    {
        var aliases = Alias().Matches(cell).Select(match => (Sign: match.Groups["sign"], Name)).ToList();
        if (aliases.Count == 0)
            return aliases;

        // Once the aliases are directives, the splitter tells those in code from those in strings and comments.
        var replaced = Replace(cell, aliases);
        var lines = CSharpText.Lines(replaced);
        var magics = CellSplitter.Split(replaced, "cell").OfType<MagicPiece>().Select(piece => piece.Line).ToHashSet();
        var longer = 0;
        var inCode = new List<(Group, string)>();
        foreach (var alias in aliases)
        {
            if (magics.Contains(lines.IndexOf(alias.Sign.Index + longer) + 1))
                inCode.Add(alias);
            longer += Name.Length - alias.Sign.Length;
        }

        return inCode;
    }

    private static string Resolved(string cell, IReadOnlyList<(Group Sign, string Name)> aliases, ref int position)
    {
        if (aliases.Count == 0)
            return cell;
        var place = position;
        position += aliases.Where(alias => alias.Sign.Index + alias.Sign.Length <= place).Sum(alias => alias.Name.Length - alias.Sign.Length);
        return Replace(cell, aliases);
    }

    private static string Replace(string cell, IReadOnlyList<(Group Sign, string Name)> aliases)
    {
        var replaced = new StringBuilder();
        var copied = 0;
        foreach (var (sign, name) in aliases)
        {
            replaced.Append(cell, copied, sign.Index - copied).Append(name);
            copied = sign.Index + sign.Length;
        }

        return replaced.Append(cell, copied, cell.Length - copied).ToString();
    }

    [GeneratedRegex(@"^[ \t]*(?<sign>%%?)(memit|mprun)(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Alias();
}
