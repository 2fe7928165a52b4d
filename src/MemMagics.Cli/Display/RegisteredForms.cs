using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Cli.Display;

/// <summary>The forms of values as somebody has said: the notebook, a package, or a type itself. Formatters are their authors' code: they may throw.</summary>
internal static class RegisteredForms
{
    private const string PlainText = "text/plain";
    private const string Html = "text/html";

    /// <summary>The forms, those excepted that this tool is to make itself, which are <see langword="null"/>; <see langword="null"/> when nobody has said anything about the type.</summary>
    public static IReadOnlyDictionary<string, string?>? Of(object? value) =>
        value is not null && (FormattingLibrary.IsLoaded || BringsFormatters(value.GetType())) ? OfLibrary(value) : null;

    /// <summary>The registered form; <see langword="null"/> when there is none.</summary>
    public static string? Of(object value, string mimeType) =>
        FormattingLibrary.IsLoaded && IsRegistered(value, mimeType) ? Format(value, mimeType) : null;

    /// <summary>A form that the library makes of any value: JSON, comma-separated values.</summary>
    /// <exception cref="ArgumentException">The library does not know the form.</exception>
    public static string OfAnyType(object? value, string mimeType) => value.ToDisplayString(mimeType);

    /// <summary>Whether a type says how it is shown, by an attribute that it need not have from the library (Microsoft.DotNet.Interactive.Formatting/Formatter.cs).</summary>
    private static bool BringsFormatters(Type type) =>
        type.Assembly != typeof(object).Assembly && Bases(type).Any(static one => one.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == "TypeFormatterSourceAttribute"));

    private static Dictionary<string, string?>? OfLibrary(object value)
    {
        var type = value.GetType();

        // This asks the type, too, whether it brings formatters.
        var preferred = Formatter.GetPreferredMimeTypesFor(type);
        var registered = MimeTypes(type);
        var isAsUsual = preferred.Count == 1 && preferred.Single() == (value is string ? PlainText : Html);
        if (isAsUsual && registered.Count == 0)
            return null;

        var forms = new Dictionary<string, string?>();
        foreach (var mimeType in isAsUsual ? registered : preferred)
        {
            var isOurs = mimeType is PlainText or Html && !registered.Contains(mimeType);
            forms[mimeType] = isOurs ? null : Format(value, mimeType);
        }

        return forms;
    }

    private static bool IsRegistered(object value, string mimeType) => MimeTypes(value.GetType()).Contains(mimeType);

    private static IReadOnlyCollection<string> MimeTypes(Type type) =>
        [.. Formatter.RegisteredFormatters(includeDefaults: false).Concat(BringsFormatters(type) ? Brought() : []).Where(formatter => IsFor(formatter.Type, type)).Select(formatter => formatter.MimeType).Distinct()];

    /// <summary>Those that types of other libraries brought. The library counts them among its own.</summary>
    private static IEnumerable<ITypeFormatter> Brought() => Formatter.RegisteredFormatters().Where(static formatter => formatter.Type.Assembly != typeof(Formatter).Assembly && BringsFormatters(formatter.Type));

    private static bool IsFor(Type formatted, Type type) => formatted.IsGenericTypeDefinition
        ? Bases(type).Concat(type.GetInterfaces()).Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == formatted)
        : formatted.IsAssignableFrom(type);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType)
            yield return one;
    }

    /// <returns><see langword="null"/> when the formatter says that it is not for this value.</returns>
    private static string? Format(object value, string mimeType)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        bool isFormatted;

        // What the markup needs besides is written when the context ends.
        using (var context = new FormatContext(writer))
            isFormatted = Formatter.GetPreferredFormatterFor(value.GetType(), mimeType).Format(value, context);
        return isFormatted ? writer.ToString() : null;
    }
}
