using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MemMagics.Cli.Pages;

/// <summary>Takes away links that would run something (<c>javascript:</c>) instead of leading somewhere.</summary>
internal static class SafeLinks
{
    private static readonly string[] s_schemes = ["http", "https", "mailto"];

    public static MarkdownDocument Keep(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (!LeadsSomewhere(link.Url, link.IsImage))
                link.Url = "";
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !LeadsSomewhere(link.Url, isImage: false)))
            link.Url = "";
        return document;
    }

    private static bool LeadsSomewhere(string? url, bool isImage)
    {
        if (url is null || url.IndexOf(':') is not (>= 0 and var colon) || url.AsSpan(0, colon).IndexOfAny('/', '?', '#') >= 0)
            return true;
        var scheme = new string([.. url[..colon].Where(char.IsAsciiLetterOrDigit)]);
        return s_schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase) || (isImage && url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase));
    }
}
