namespace Microsoft.DotNet.Interactive.Formatting;

// Microsoft.DotNet.Interactive.Formatting/DisplayedValue.cs
public class DisplayedValue(object? value, IReadOnlyList<FormattedValue> formattedValues)
{
    public string DisplayId { get; } = Guid.NewGuid().ToString();

    public object? Value { get; } = value;

    public IReadOnlyList<FormattedValue> FormattedValues { get; } = formattedValues;
}
