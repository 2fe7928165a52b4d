using System.Globalization;
using System.Text.Encodings.Web;
using MemMagics.Wire;
using Microsoft.AspNetCore.Html;

namespace MemMagics.Cli.Display;

/// <summary>Values that are HTML: what <c>HTML("…")</c> makes, <c>PocketView</c>, whatever else says so, and charts of libraries that are known.</summary>
internal static class Markup
{
    private const string Content = "Microsoft.AspNetCore.Html.IHtmlContent";

    /// <summary>The markup; <see langword="null"/> for other values.</summary>
    public static string? Of(object? value) =>
        value is null or string or ValueType ? null
        : value.GetType().GetInterface(Content) is null ? KnownImages.MarkupOf(value)
        : Written(value);

    /// <summary>What there is to read in markup.</summary>
    public static string TextOf(string markup) => MarkupText.Of(markup) is { Length: > 0 } text ? text
        : $"{(markup.StartsWith("<style", StringComparison.OrdinalIgnoreCase) ? "style" : "HTML")}, {markup.Length:N0} characters";

    private static string Written(object value)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        ((IHtmlContent)value).WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
