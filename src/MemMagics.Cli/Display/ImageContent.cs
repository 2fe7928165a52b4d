namespace MemMagics.Cli.Display;

/// <summary>An image, displayed as such.</summary>
/// <param name="MimeType">What it is: <c>image/png</c>, <c>image/svg+xml</c>.</param>
/// <param name="Content">The image as notebooks keep it: base64 of its bytes, or the markup of an SVG.</param>
public sealed record ImageContent(string MimeType, string Content)
{
    /// <summary>What stands for the image where there is only text.</summary>
    public override string ToString() => $"{MimeType}, {Content.Length:N0} characters";
}
