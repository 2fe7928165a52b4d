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
        var forms = new Dictionary<string, string>();
        if (mimeType is not null && mimeType != DisplayedContent.PlainText)
        {
            forms[mimeType] = value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
        else if (value is Report report)
        {
            forms[DisplayedContent.Html] = ReportHtml.Render(report);
            forms[DisplayedContent.PlainText] = ReportText.Render(report);
            return new DisplayedContent(id, forms) { Report = report };
        }
        else if (value is HtmlContent html)
        {
            forms[DisplayedContent.Html] = html.Content;
        }
        else if (TableOf(value) is { } table)
        {
            // Made once for both forms: a sequence may do something while it is read.
            forms[DisplayedContent.Html] = ValueHtml.Of(table);
            forms[DisplayedContent.PlainText] = ValueText.Of(table);
            return new DisplayedContent(id, forms);
        }

        forms[DisplayedContent.PlainText] = ValueText.Of(value);
        return new DisplayedContent(id, forms);
    }

    public static DisplayedContent ResultOf(object? value) =>
        Of(Guid.NewGuid().ToString("N"), value) with { IsResult = true };

    private static ValueTable? TableOf(object? value)
    {
        try
        {
            return ValueTable.Of(value);
        }
        catch (Exception)
        {
            // A sequence or a getter of the author's throws; the text says so.
            return null;
        }
    }
}
