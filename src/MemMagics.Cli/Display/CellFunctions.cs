using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace MemMagics.Cli.Display;

/// <summary>The functions that every cell can call without a prefix. In the host they show values in the notebook; in a worker process, where this assembly is merely a reference of the measured code, they print text.</summary>
public static partial class CellFunctions
{
    /// <summary>Where displayed values go in the notebook's own process; <see langword="null"/> in any other.</summary>
    internal static IDisplayTarget? Target { get; set; }

#pragma warning disable IDE1006 // Notebooks know these functions by these names.
    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <param name="mimeTypes">The forms to show it in, for example <c>text/html</c>. A string is taken to be in that form already, and bytes are an image's, for example. By default the value is formatted as suits it.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => OwnDisplays.Show(value, mimeTypes ?? []);

    /// <summary>Marks text as HTML, so that it is displayed as such.</summary>
    /// <param name="content">The markup, shown as it stands.</param>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Marks text as Markdown, so that it is displayed as such.</summary>
    /// <param name="content">The text.</param>
    public static MarkdownContent Markdown(string content) => new(content);

    /// <summary>Marks text as LaTeX, so that it is displayed as such where the front end knows LaTeX.</summary>
    /// <param name="content">The text, a formula between dollar signs for example.</param>
    public static LaTeXString LaTeX(string content) => new(content);

    /// <summary>Adds rules to the page's style.</summary>
    /// <param name="content">The rules.</param>
    public static void CSS(string content) => display(HTML($"<style>{content}</style>"));

    /// <summary>Refuses: pages of this tool run no script.</summary>
    /// <param name="scriptContent">The script, which does not run.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void Javascript(string scriptContent) =>
        throw new NotSupportedException("Javascript(…) runs no script here: pages and reports of memmagics have none. Show the result by HTML(…) or SVG(…), or run this cell in .NET Interactive.");

    /// <summary>An image from the bytes of a PNG file.</summary>
    /// <param name="content">The file's bytes.</param>
    public static ImageContent PNG(byte[] content) => new("image/png", Convert.ToBase64String(content));

    /// <summary>An image from a PNG file.</summary>
    /// <param name="path">The file, relative to the notebook.</param>
    public static ImageContent PNG(string path) => PNG(File.ReadAllBytes(path));

    /// <summary>An image from the markup of an SVG.</summary>
    /// <param name="markup">The markup, beginning with <c>&lt;svg</c> or an XML declaration.</param>
    public static ImageContent SVG(string markup) => new("image/svg+xml", markup);
#pragma warning restore IDE1006

    // The library has one such function of each name, with an array of forms. These are better matches for every call of it: they show the notebook's values
    // in this tool's look, and what they return is what they have shown.

    /// <summary>Shows a value below the cell: <see cref="display"/> at the end of an expression.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue Display(this object? value) => display(value);

    /// <summary>Shows a value below the cell, in a certain form.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <param name="mimeType">The form, for example <c>text/html</c>.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue Display(this object? value, string mimeType) => display(value, mimeType);

    /// <summary>Shows a value below the cell, in certain forms.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <param name="mimeType">The first form, for example <c>text/html</c>.</param>
    /// <param name="others">The others.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue Display(this object? value, string mimeType, params string[] others) => display(value, [mimeType, .. others]);

    /// <summary>Shows a sequence as a table of its items' members.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="value">The sequence.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value) => display(value?.ToTabularDataResource());

    /// <summary>Shows a sequence as a table of its items' members, in certain forms.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="value">The sequence.</param>
    /// <param name="mimeType">The first form, for example <c>text/csv</c>.</param>
    /// <param name="others">The others.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, string mimeType, params string[] others) => display(value?.ToTabularDataResource(), [mimeType, .. others]);
}
