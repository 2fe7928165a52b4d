namespace Microsoft.DotNet.Interactive.Formatting;

// Microsoft.DotNet.Interactive.Formatting/FormattedValue.cs
public class FormattedValue
{
    public FormattedValue(string mimeType, string value)
    {
    }
}
