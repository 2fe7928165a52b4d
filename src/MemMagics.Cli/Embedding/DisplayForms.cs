using System.Globalization;
using MemMagics.Cli.Display;
using MemMagics.Reports;
using MemMagics.Wire;

namespace MemMagics.Cli.Embedding;

/// <summary>The forms in which a value is displayed.</summary>
internal static class DisplayForms
{
    // A page or an image of this size is shown by no front end.
    private const int LongestForm = 32 * 1024 * 1024;

    /// <summary>The value as the author asked for it: as text of a certain type, or formatted. Bounded, as printed text is.</summary>
    public static DisplayedContent Of(string id, object? value, string? mimeType = null)
    {
        var content = Unbounded(id, value, mimeType);
        if (content.ByMimeType.Values.All(form => form.Length <= OutputRecord.KeptCharacters))
            return content;

        var forms = content.ByMimeType.Where(form => form.Key != DisplayedContent.PlainText && form.Value.Length <= LongestForm).ToDictionary();
        var cut = content.Text.Length - OutputRecord.KeptCharacters;
        forms[DisplayedContent.PlainText] = cut <= 0 ? content.Text : $"{BoundedText.Cut(content.Text, OutputRecord.KeptCharacters)}\n… {cut:N0} more characters are not shown.";
        return content with { ByMimeType = forms };
    }

    public static DisplayedContent ResultOf(object? value) =>
        Of(Guid.NewGuid().ToString("N"), value) with { IsResult = true };

    private static DisplayedContent Unbounded(string id, object? value, string? mimeType)
    {
        var forms = new Dictionary<string, string>();
        if (mimeType is not null && mimeType != DisplayedContent.PlainText)
        {
            forms[mimeType] = value as string ?? (value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)) ?? "";
            if (value is byte[] content)
                value = $"{mimeType}, {content.Length:N0} bytes";
        }
        else if (Attempt(() => Formatter.FormsOf(value)) is { Count: > 0 } registered)
        {
            forms = registered;
            if (registered.ContainsKey(DisplayedContent.PlainText))
                return new DisplayedContent(id, registered);
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
        else if (value is ImageContent image)
        {
            forms[image.MimeType] = image.Content;
        }
        else if (value is Exception exception)
        {
            forms[DisplayedContent.PlainText] = ErrorText.Of(exception).Text;
            return new DisplayedContent(id, forms);
        }
        else if (TableOf(value) is { } table)
        {
            // Made once for both forms: a sequence may do something while it is read.
            forms[DisplayedContent.Html] = ValueHtml.Of(table);
            forms[DisplayedContent.PlainText] = ValueText.Of(table);
            return new DisplayedContent(id, forms);
        }
        else if (MembersOf(value) is { } members)
        {
            forms[DisplayedContent.Html] = members;
        }

        forms[DisplayedContent.PlainText] = ValueText.Of(value);
        return new DisplayedContent(id, forms);
    }

    private static ValueTable? TableOf(object? value) => Attempt(() => ValueTable.Of(value));

    private static string? MembersOf(object? value) => Attempt(() => ValueHtml.OfMembers(value));

    private static T? Attempt<T>(Func<T?> form)
        where T : class
    {
        try
        {
            return form();
        }
        catch (Exception)
        {
            // A sequence, a getter or a formatter of the author's throws; the text says so.
            return null;
        }
    }
}
