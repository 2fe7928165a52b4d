using System.Text;

namespace MemMagics.Magics;

/// <summary>The text that <c>-h</c> shows, generated from the definition.</summary>
internal static class MagicHelp
{
    private const int Width = 100;
    private const int OptionWidth = 26;
    private const string CodeRule =
        "The code is the rest of the line, as it stands, and the lines below it. Options end at the first word that is not one, or at --.";

    public static string Write(string name, string description, IReadOnlyList<MagicOption> options, IReadOnlyList<string> examples)
    {
        var text = new StringBuilder();
        text.Append(name).Append(" [options] <code>\n\n");
        AppendWrapped(text, description, indent: 0);
        text.Append('\n');
        AppendWrapped(text, CodeRule, indent: 0);
        text.Append("\nOptions:\n");
        foreach (var option in options)
        {
            var names = $"  {string.Join(", ", option.Aliases.Prepend(option.Name).OrderBy(alias => alias.Length))} {option.ValueName}".TrimEnd();
            text.Append(names.PadRight(OptionWidth));
            if (names.Length >= OptionWidth)
                text.Append('\n').Append(' ', OptionWidth);
            AppendWrapped(text, option.Description, OptionWidth);
        }

        text.Append("\nExamples:\n");
        foreach (var example in examples)
            text.Append("  ").Append(example).Append('\n');
        return text.ToString();
    }

    private static void AppendWrapped(StringBuilder text, string sentence, int indent)
    {
        var column = indent;
        foreach (var word in sentence.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }

            if (column > indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
