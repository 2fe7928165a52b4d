namespace MemMagics.Cli.Display;

/// <summary>The functions that every cell can call without a prefix. In the host they show values in the notebook; in a worker process, where this assembly is merely a reference of the measured code, they print text.</summary>
public static class CellFunctions
{
    /// <summary>Where displayed values go in the notebook's own process; <see langword="null"/> in any other.</summary>
    internal static IDisplayTarget? Target { get; set; }

#pragma warning disable IDE1006 // Notebooks know these functions by these names.
    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <param name="mimeType">The type that <paramref name="value"/>'s text, or its bytes, are in, for example <c>text/html</c> or <c>image/png</c>; by default the value is formatted.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue display(object? value, string? mimeType = null)
    {
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), mimeType);
        displayed.Show(value, isUpdate: false);
        return displayed;
    }

    /// <summary>Marks text as HTML, so that it is displayed as such.</summary>
    /// <param name="content">The markup, shown as it stands.</param>
    public static HtmlContent HTML(string content) => new(content);

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

    /// <summary>Shows a value below the cell: <see cref="display"/> at the end of an expression.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    /// <returns>What was displayed, to be updated later.</returns>
    public static DisplayedValue Display(this object? value) => display(value);
}
