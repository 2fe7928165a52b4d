using MemMagics.Cli.Notebooks;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Pages;

/// <summary>A cell's code with line numbers, C# in colours.</summary>
internal static class CodeHtml
{
    public static string Render(Cell cell)
    {
        // Every line is an element of its own and the numbers are generated content: copying the code copies code only.
        var html = new HtmlText();
        html.Append($"<pre class=\"code\"><code>");
        foreach (var line in cell.IsCSharp ? CSharpColoring.Lines(cell.Text) : Plain(cell.Text))
        {
            html.Append($"<span class=\"line\">");
            foreach (var (text, color) in line)
            {
                if (color == CodeColor.Plain)
                    html.Append($"{text}");
                else
                    html.Append($"<span class=\"{color.ToString().ToLowerInvariant()}\">{text}</span>");
            }

            html.Append($"</span>\n");
        }

        html.Append($"</code></pre>\n");
        return html.ToString();
    }

    private static IEnumerable<IReadOnlyList<ColoredText>> Plain(string text) =>
        text.Split('\n').Select(line => new[] { new ColoredText(line.TrimEnd('\r'), CodeColor.Plain) });
}
