using System.Collections;
using System.Globalization;

namespace Microsoft.DotNet.Interactive.Formatting;

// Microsoft.DotNet.Interactive.Formatting/Formatter.cs, Formatter.Display.cs
public static class Formatter
{
    private static readonly List<(Type Type, string MimeType, Func<object, string> Format)> s_registered = [];

    private static event Action<DisplayedValue>? Displayed;

    public static string DefaultMimeType { get; set; } = "text/html";

    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") =>
        s_registered.Add((typeof(T), mimeType, value => formatter((T)value)));

    public static string Format(object? value, string mimeType)
    {
        if (value is not null && s_registered.FindLast(entry => entry.MimeType == mimeType && entry.Type.IsInstanceOfType(value)) is { Format: { } format })
            return format(value);

        var text = value switch
        {
            null => "<null>",
            string line => line,
            IEnumerable items => $"[ {string.Join(", ", items.Cast<object>())} ]",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return mimeType == "text/html" ? $"<div class=\"dni-plaintext\"><pre>{System.Net.WebUtility.HtmlEncode(text)}</pre></div>" : text;
    }

    public static FormattedValue[] Format(object? value)
    {
        var mimeType = value is string ? "text/plain" : DefaultMimeType;
        return [new FormattedValue(mimeType, Format(value, mimeType))];
    }

    public static void SubscribeToDisplayedValues(Action<DisplayedValue> onDisplayed) => Displayed += onDisplayed;

    public static void WriteToConsole(DisplayedValue displayed) =>
        Console.WriteLine((displayed.FormattedValues.FirstOrDefault(form => form.MimeType == "text/plain") ?? displayed.FormattedValues[0]).Value);

    internal static void Raise(DisplayedValue displayed)
    {
        if (Displayed is { } handler)
            handler(displayed);
        else
            WriteToConsole(displayed);
    }
}
