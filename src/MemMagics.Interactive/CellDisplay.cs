using System.Net;
using MemMagics.Reports;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Interactive;

/// <summary>One output of a cell, always as HTML and as text, replaced in place whenever something newer is shown.</summary>
/// <remarks>
/// It publishes events itself, because the host's <c>Display</c> makes one form only and its <c>Update</c> encodes HTML
/// (Microsoft.DotNet.Interactive.Formatting/DisplayedValue.cs).
/// </remarks>
internal sealed class CellDisplay(KernelInvocationContext context, KernelCommand cell)
{
    public const string Html = "text/html";
    public const string PlainText = "text/plain";

    private readonly string _id = Guid.NewGuid().ToString();

    /// <summary>Whether there is something that can be replaced.</summary>
    public bool IsShown { get; private set; }

    public void Show(Report report) => Show(report, ReportHtml.Render(report), ReportText.Render(report));

    /// <summary>Shows text in a fixed-width font.</summary>
    public void ShowVerbatim(string text) => Show(text, $"<pre>{WebUtility.HtmlEncode(text)}</pre>", text);

    /// <summary>Shows a line of text.</summary>
    public void ShowLine(string text) => Show(text, $"<p style=\"white-space: pre-wrap\">{WebUtility.HtmlEncode(text)}</p>", text);

    /// <summary>Shows a value in both forms.</summary>
    public void Show(object value, string html, string text)
    {
        FormattedValue[] forms = [new(Html, html), new(PlainText, text)];
        context.Publish(IsShown ? new DisplayedValueUpdated(value, _id, cell, forms) : new DisplayedValueProduced(value, cell, forms, _id));
        IsShown = true;
    }
}
