using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Cli.Display;

/// <summary>What is on display: shown by this tool's functions or by the library's, and updated by the library's <see cref="DisplayedValue"/>, which both return.</summary>
internal static class OwnDisplays
{
    private const string PlainText = "text/plain";

    // The forms that were asked for. The library remembers those that it has made, and makes them anew for an update.
    private static readonly ConditionalWeakTable<DisplayedValue, string[]> s_asked = [];
    private static readonly ConditionalWeakTable<DisplayedValue, IDisplayTarget> s_others = [];
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

    /// <summary>What the library's own functions show. They return another object than the one that they show, so that its first update has nothing to take the place of.</summary>
    private static void ShowOther(DisplayedValue displayed, IDisplayTarget target)
    {
        var isUpdate = !s_others.TryAdd(displayed, target);
        if (IsAsUsual(displayed))
            target.Show(displayed.DisplayId, displayed.Value, [], isUpdate);
        else
            target.ShowForms(displayed.DisplayId, displayed.Value, displayed.FormattedValues.DistinctBy(form => form.MimeType).ToDictionary(form => form.MimeType, form => form.Value ?? ""), isUpdate);
    }

    /// <summary>Whether nobody asked for a certain form.</summary>
    private static bool IsAsUsual(DisplayedValue displayed) =>
        displayed.FormattedValues.Select(form => form.MimeType).ToHashSet().SetEquals(Formatter.GetPreferredMimeTypesFor(displayed.Value?.GetType() ?? typeof(object)));
}
