using MemMagics.Reports;

namespace MemMagics.Cli.Embedding;

/// <summary>One displayed value in all the forms that a front end may choose from.</summary>
/// <param name="Id">Identifies the display when it is updated; unique in a session.</param>
/// <param name="ByMimeType">The forms by mime type; <c>text/plain</c> is always there.</param>
internal sealed record DisplayedContent(string Id, IReadOnlyDictionary<string, string> ByMimeType)
{
    public const string PlainText = "text/plain";
    public const string Html = "text/html";

    /// <summary>Whether this is the value of the cell's last expression, rather than something displayed on the way.</summary>
    public bool IsResult { get; init; }

    /// <summary>The measurement that is displayed; <see langword="null"/> when it is something else.</summary>
    public Report? Report { get; init; }

    public string Text => ByMimeType[PlainText];
}
