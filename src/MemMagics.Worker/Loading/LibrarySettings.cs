using System.Reflection;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>Makes the settings of a library that has just been loaded.</summary>
internal static class LibrarySettings
{
    // What makes the text of a value, in a library that has formatters of values.
    private const string Formatting = "ToDisplayString";
    private const string PlainText = "text/plain";
    private const string Rows = "text/csv";

    public static void Apply(Assembly library, LibrarySetting setting)
    {
        var type = library.GetType(setting.Type);
        if (type?.GetProperty(setting.Property) is { } property)
            property.SetValue(null, setting.Value);
        else if (type?.GetMethod(setting.Property, [typeof(Type), typeof(Action<object, TextWriter>), typeof(string)]) is { } register
            && type.GetMethod(Formatting, [typeof(object), typeof(string)]) is { } format)
            register.Invoke(null, [typeof(object), (Action<object?, TextWriter>)((value, writer) => writer.Write(TextOf(value, format))), setting.Value]);
    }

    private static string TextOf(object? value, MethodInfo format)
    {
        if (value is null)
            return "null";
        if (value.GetType().GetInterface("Microsoft.AspNetCore.Html.IHtmlContent") is not null)
            return MarkupText.Of(value.ToString() ?? "");
        var form = value.GetType().Name == "TabularDataResource" ? Rows : PlainText;
        return ((string)format.Invoke(null, [value, form])!).TrimEnd();
    }
}
