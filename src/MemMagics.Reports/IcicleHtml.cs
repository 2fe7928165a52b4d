using System.Globalization;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>
/// The call tree as boxes, each as wide as the bytes that were allocated in it, over what it called. It is a list of lists, which the style draws: a
/// screen reader reads it as one, and so does who looks at it where the style is taken away. A box that is opened says more and takes all the room, without script.
/// </summary>
internal static class IcicleHtml
{
    // Smaller ones have their tooltips only: each box that can be opened is one more stop for who uses the keyboard.
    private const double SmallestOpened = 0.01;
    private const int LongestName = 60;

    public static void Append(HtmlText html, AllocationOrigins origins)
    {
        var root = IcicleLayout.Of(origins.Tree);
        html.Append($"""<figure class="mm-icicle"><figcaption>Each box is as wide as its share of the bytes; under it is what it called and allocated. Open one to enlarge it. {Legend()}</figcaption><ul>""");
        AppendBox(html, root, root.Figures.Bytes);
        html.Append($"</ul></figure>");
    }

    private static void AppendBox(HtmlText html, IcicleBox box, long whole)
    {
        var share = box.Figures.Bytes / (double)whole;
        var percent = FigureText.Percent(box.Figures.Bytes, whole);
        var name = OriginPath.Join([.. box.Names.Select(part => ShortText.Middle(part, LongestName))], 2 * LongestName);
        var figures = FiguresOf(box, percent);
        html.Append($"""<li class="{ClassOf(box.Kind)}" style="--s:{(share * 1000).ToString("0.##", CultureInfo.InvariantCulture)}">""");
        if (share >= SmallestOpened)
            html.Append($"""<details><summary title="{box.Path}: {figures}">{name} <i>{percent}</i></summary><p>{box.Path}: {figures}</p></details>""");
        else
            html.Append($"""<div title="{box.Path}: {figures}">{name} <i>{percent}</i></div>""");
        if (box.Children.Count > 0)
        {
            html.Append($"<ul>");
            foreach (var child in box.Children)
                AppendBox(html, child, whole);
            html.Append($"</ul>");
        }

        html.Append($"</li>");
    }

    private static string FiguresOf(IcicleBox box, string percent)
    {
        var (objects, bytes, alive, _) = box.Figures;
        return $"{ByteSize.Exact(bytes)} ({percent}) in {(objects == 1 ? "1 object" : $"{FigureText.Count(objects)} objects")}, {ByteSize.Exact(alive)} alive";
    }

    private static Html Legend() => new(string.Join(' ', Enum.GetValues<BoxKind>().SkipLast(1).Select(kind => $"<span class=\"mm-box {ClassOf(kind)}\">{WordOf(kind)}</span>")));

    private static string WordOf(BoxKind kind) => kind switch
    {
        BoxKind.Notebook => "your code",
        BoxKind.Library => "a library",
        BoxKind.Framework => ".NET",
        _ => "objects",
    };

    private static string ClassOf(BoxKind kind) => kind switch
    {
        BoxKind.Notebook => "mm-own",
        BoxKind.Library => "mm-library",
        BoxKind.Framework => "mm-framework",
        BoxKind.Type => "mm-type",
        _ => "mm-rest",
    };
}
