using System.Globalization;
using MemMagics.Cli.Display;
using MemMagics.Reports;

namespace MemMagics.Cli.Embedding;

/// <summary>The forms in which a value is displayed.</summary>
internal static class DisplayForms
{
    /// <summary>The value as the author asked for it: as text of a certain type, or formatted.</summary>
    public static DisplayedContent Of(string id, object? value, string? mimeType = null)
    {
        if (value is Report report && mimeType is null)
            return OfReport(id, report);

        var forms = new Dictionary<string, string>();
        if (mimeType is not null && mimeType != DisplayedContent.PlainText)
            forms[mimeType] = value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        else if (value is HtmlContent html)
            forms[DisplayedContent.Html] = html.Content;
        else if (mimeType is null && ValueHtml.TableOf(value) is { } table)
            forms[DisplayedContent.Html] = table;
        forms[DisplayedContent.PlainText] = ValueText.Of(value);
        return new DisplayedContent(id, forms);
    }

    private static DisplayedContent OfReport(string id, Report report)
    {
        var forms = new Dictionary<string, string>
        {
            [DisplayedContent.Html] = ReportHtml.Render(report),
            [DisplayedContent.PlainText] = ReportText.Render(report),
        };
        return new DisplayedContent(id, forms) { Report = report };
    }

    public static DisplayedContent ResultOf(object? value) =>
        Of(Guid.NewGuid().ToString("N"), value) with { IsResult = true };
}
