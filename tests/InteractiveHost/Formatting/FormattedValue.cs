namespace Microsoft.DotNet.Interactive.Formatting;

// Microsoft.DotNet.Interactive.Formatting/FormattedValue.cs
public class FormattedValue(string mimeType, string value)
{
    public string MimeType { get; } = mimeType;

    public string Value { get; } = value;
}
