using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Cli.Display;

/// <summary>What is on display: shown by this tool's functions or by the library's, and updated by the library's <see cref="DisplayedValue"/>, which both return.</summary>
internal static class OwnDisplays
{
    private const string PlainText = "text/plain";

    // The forms that were asked for. The library remembers those that it has made, and makes them anew for an update.
    private static readonly ConditionalWeakTable<DisplayedValue, string[]> s_asked = [];

    // By the very string, not by its characters, that names a form of what the library has shown.
    private static readonly ConditionalWeakTable<string, string> s_others = [];
    private static int s_isListening;

    /// <summary>Shows a value where there is a notebook, and prints its text where there is none.</summary>
    public static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        // Text is the one form that the library can make of every value. It is filled in when the display has an id.
        var forms = new List<FormattedValue>();
        var displayed = new DisplayedValue(value, forms);
        s_asked.Add(displayed, mimeTypes);
        string text;
        if (CellFunctions.Target is { } target)
            text = target.Show(displayed.DisplayId, value, mimeTypes, isUpdate: false);
        else
            Console.WriteLine(text = ValueText.Of(value));
        forms.Add(new FormattedValue(PlainText, text));
        return displayed;
    }

    /// <summary>Has what the library's own functions show, and every update, shown in the notebook.</summary>
    public static void Listen()
    {
        if (Interlocked.Exchange(ref s_isListening, 1) == 0)
            Formatter.SubscribeToDisplayedValues(OnShown);
    }

    private static void OnShown(DisplayedValue displayed)
    {
        if (CellFunctions.Target is not { } target)
            Formatter.WriteToConsole(displayed);
        else if (s_asked.TryGetValue(displayed, out var mimeTypes))
            target.Show(displayed.DisplayId, displayed.Value, mimeTypes, displayed.IsUpdated);
        else
            ShowOther(displayed, target);
    }

    /// <summary>
    /// What the library's own functions show. They return another object than the one that they show (Microsoft.DotNet.Interactive.Formatting/DisplayExtensions.cs). What both have in
    /// common, and every update of the one hands on, are the strings that name the forms.
    /// </summary>
    private static void ShowOther(DisplayedValue displayed, IDisplayTarget target)
    {
        var known = displayed.FormattedValues.Select(static form => s_others.TryGetValue(form.MimeType, out var id) ? id : null).FirstOrDefault(static id => id is not null);
        var id = known ?? displayed.DisplayId;
        if (known is null)
            Mark(displayed);
        if (IsAsUsual(displayed))
            target.Show(id, displayed.Value, [], isUpdate: known is not null);
        else
            target.ShowForms(id, displayed.Value, displayed.FormattedValues.DistinctBy(form => form.MimeType).ToDictionary(form => form.MimeType, form => form.Value ?? ""), isUpdate: known is not null);
    }

    /// <summary>Gives the forms names of their own, which are written the same.</summary>
    private static void Mark(DisplayedValue displayed)
    {
        foreach (var form in displayed.FormattedValues)
        {
            ref var name = ref NameOf(form);
            name = new string(name.AsSpan());
            s_others.Add(name, displayed.DisplayId);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<MimeType>k__BackingField")]
    private static extern ref string NameOf(FormattedValue form);

    /// <summary>Whether nobody asked for a certain form.</summary>
    private static bool IsAsUsual(DisplayedValue displayed) =>
        displayed.FormattedValues.Select(form => form.MimeType).ToHashSet().SetEquals(Formatter.GetPreferredMimeTypesFor(displayed.Value?.GetType() ?? typeof(object)));
}
