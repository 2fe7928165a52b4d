using MemMagics.Cli.Display;
using MemMagics.Reports;
using MemMagics.Wire;

namespace MemMagics.Cli.Embedding;

/// <summary>The forms in which a value is displayed: as was asked for, as somebody has registered, or in this tool's own look.</summary>
internal static class DisplayForms
{
    // A page or an image of this size is shown by no front end.
    private const int LongestForm = 32 * 1024 * 1024;

    /// <summary>The value in all forms. Bounded, as printed text is.</summary>
    /// <param name="id">Identifies the display.</param>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The forms that its author asks for; none for those that suit it.</param>
    public static DisplayedContent Of(string id, object? value, IReadOnlyList<string>? mimeTypes = null) =>
        Bounded(mimeTypes is { Count: > 0 } ? Asked(id, value, mimeTypes) : AsSuits(id, value));

    /// <summary>A value that was formatted already, with the text that it may lack.</summary>
    public static DisplayedContent OfForms(string id, object? value, IReadOnlyDictionary<string, string> forms) => Bounded(WithText(id, value, forms.ToDictionary()));

    public static DisplayedContent ResultOf(object? value) =>
        Of(Guid.NewGuid().ToString("N"), value) with { IsResult = true };

    private static DisplayedContent Bounded(DisplayedContent content)
    {
        if (content.ByMimeType.Values.All(form => form.Length <= OutputRecord.KeptCharacters))
            return content;

        var forms = content.ByMimeType.Where(form => form.Key != DisplayedContent.PlainText && form.Value.Length <= LongestForm).ToDictionary();
        var cut = content.Text.Length - OutputRecord.KeptCharacters;
        forms[DisplayedContent.PlainText] = cut <= 0 ? content.Text : $"{BoundedText.Cut(content.Text, OutputRecord.KeptCharacters)}\n… {cut:N0} more characters are not shown.";
        return content with { ByMimeType = forms };
    }

    private static DisplayedContent Asked(string id, object? value, IReadOnlyList<string> mimeTypes)
    {
        if (value is byte[] bytes && mimeTypes is not [DisplayedContent.PlainText])
        {
            var content = mimeTypes.Distinct().ToDictionary(mimeType => mimeType, _ => Convert.ToBase64String(bytes));
            content[DisplayedContent.PlainText] = $"{mimeTypes[0]}, {bytes.Length:N0} bytes";
            return new DisplayedContent(id, content);
        }

        var suiting = new Lazy<DisplayedContent>(() => AsSuits(id, value));
        return WithText(id, value, mimeTypes.Distinct().ToDictionary(mimeType => mimeType, mimeType =>
            value as string
            ?? (suiting.Value.ByMimeType.TryGetValue(mimeType, out var form) ? form : RegisteredForms.OfAnyType(value, mimeType))));
    }

    private static DisplayedContent AsSuits(string id, object? value)
    {
        try
        {
            if (RegisteredForms.Of(value) is not { } registered)
                return Ours(id, value);

            var ours = new Lazy<DisplayedContent>(() => Ours(id, value));
            var forms = registered
                .Select(form => (form.Key, Form: form.Value ?? ours.Value.ByMimeType.GetValueOrDefault(form.Key)))
                .Where(form => form.Form is not null)
                .ToDictionary(form => form.Key, form => form.Form!);
            return forms.Count == 0 ? ours.Value : WithText(id, value, forms);
        }
        catch (Exception e)
        {
            return new DisplayedContent(id, new Dictionary<string, string> { [DisplayedContent.PlainText] = ValueText.Unreadable(value!, e) });
        }
    }

    private static DisplayedContent Ours(string id, object? value)
    {
        var forms = new Dictionary<string, string>();
        if (value is Report report)
        {
            forms[DisplayedContent.Html] = ReportHtml.Render(report);
            forms[DisplayedContent.PlainText] = ReportText.Render(report);
            return new DisplayedContent(id, forms) { Report = report };
        }

        if (value is Exception exception)
        {
            forms[DisplayedContent.PlainText] = ErrorText.Of(exception).Text;
        }
        else if ((value as ImageContent ?? Attempt(() => KnownImages.Of(value))) is { } image)
        {
            forms[image.MimeType] = image.Content;
        }
        else if (value is MarkdownContent markdown)
        {
            forms["text/markdown"] = markdown.Content;
        }
        else if (Attempt(() => Markup.Of(value)) is { } markup)
        {
            forms[DisplayedContent.Html] = markup;
        }
        else if (Attempt(() => ValueTable.Of(value)) is { } table)
        {
            // Made once for both forms: a sequence may do something while it is read.
            forms[DisplayedContent.Html] = ValueHtml.Of(table);
            forms[DisplayedContent.PlainText] = ValueText.Of(table);
        }
        else if (Attempt(() => ValueHtml.OfMembers(value)) is { } members)
        {
            forms[DisplayedContent.Html] = members;
            forms[DisplayedContent.PlainText] = ValueText.Of(value);
        }

        return WithText(id, value, forms);
    }

    /// <summary>Text is always there: what is to be read in markup, text that is meant for another reader, or the value's own.</summary>
    private static DisplayedContent WithText(string id, object? value, Dictionary<string, string> forms)
    {
        if (!forms.ContainsKey(DisplayedContent.PlainText))
        {
            var isMarkup = forms.TryGetValue(DisplayedContent.Html, out var html) && (value is string || (Markup.Of(value) is not null && !KnownImages.Knows(value!.GetType())));
            forms[DisplayedContent.PlainText] = isMarkup ? Markup.TextOf(html!) : ValueText.Of(value);
        }

        return new DisplayedContent(id, forms);
    }

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
