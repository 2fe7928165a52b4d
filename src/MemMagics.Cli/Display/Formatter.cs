namespace MemMagics.Cli.Display;

/// <summary>How the notebook's own types are shown: a notebook says it once, and every value of the type is shown so from then on.</summary>
public static class Formatter
{
    private static readonly Lock s_gate = new();
    private static readonly List<(Type Type, string MimeType, Func<object, string> Format)> s_registered = [];

    /// <summary>Registers a formatter. A later one for the same type and form takes the place of an earlier one; the one for the nearest type is used.</summary>
    /// <typeparam name="T">The type; its subtypes, or its implementations, are shown so too.</typeparam>
    /// <param name="formatter">Makes the text of a value, which is never <see langword="null"/>.</param>
    /// <param name="mimeType">What the text is: <c>text/plain</c>, <c>text/html</c>, <c>image/svg+xml</c>… A type may have one formatter for each.</param>
    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentNullException.ThrowIfNull(mimeType);
        lock (s_gate)
            s_registered.Add((typeof(T), mimeType, value => formatter((T)value) ?? ""));
    }

    /// <summary>The registered forms of a value; empty when there are none. Formatters are their authors' code: they may throw.</summary>
    internal static Dictionary<string, string> FormsOf(object? value)
    {
        var forms = new Dictionary<string, string>();
        if (value is null)
            return forms;
        foreach (var ofType in Matching(value.GetType()).GroupBy(entry => entry.MimeType))
            forms[ofType.Key] = ofType.First().Format(value);
        return forms;
    }

    /// <summary>The nearest types first, and what was registered last first among equals.</summary>
    private static List<(Type Type, string MimeType, Func<object, string> Format)> Matching(Type type)
    {
        lock (s_gate)
        {
            return [.. Enumerable.Reverse(s_registered)
                .Where(entry => entry.Type.IsAssignableFrom(type))
                .OrderBy(entry => s_registered.Count(other => entry.Type != other.Type && entry.Type.IsAssignableFrom(other.Type) && other.Type.IsAssignableFrom(type)))];
        }
    }
}
