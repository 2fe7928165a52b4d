using System.Collections;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Cli.Display;

/// <summary>
/// Microsoft.DotNet.Interactive.Formatting, with which notebooks and packages say how values are shown. It is loaded by the first code that uses it:
/// until then nobody has registered anything, and a notebook that shows numbers does not wait for it.
/// </summary>
internal static class FormattingLibrary
{
    public const string Name = "Microsoft.DotNet.Interactive.Formatting";

    // What the library begins with (Microsoft.DotNet.Interactive.Formatting/Formatter.cs).
    private const int UsualLimit = 20;

    private static volatile bool s_isLoaded;
    private static volatile Action? s_loaded;

    static FormattingLibrary()
    {
        AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) =>
        {
            if (loaded.LoadedAssembly.GetName().Name == Name)
                SetLoaded();
        };
        if (AppDomain.CurrentDomain.GetAssemblies().Any(static loaded => loaded.GetName().Name == Name))
            SetLoaded();
    }

    /// <summary>Whether there may be something registered.</summary>
    public static bool IsLoaded => s_isLoaded;

    /// <summary>The files that cells are compiled with, beside this assembly.</summary>
    public static IEnumerable<string> Files { get; } =
        [.. new[] { Name, "Microsoft.AspNetCore.Html.Abstractions" }.Select(static name => Path.Combine(Path.GetDirectoryName(typeof(FormattingLibrary).Assembly.Location)!, $"{name}.dll"))];

    /// <summary>Has something done as soon as the library is loaded, once.</summary>
    public static void WhenLoaded(Action action)
    {
        s_loaded = action;
        if (s_isLoaded)
            action();
    }

    /// <summary>How many items of a sequence are shown: as many as usual, or as the notebook says for items of their type, or for all.</summary>
    /// <param name="usual">How many are usual.</param>
    /// <param name="sequence">The sequence; <see langword="null"/> when its items have no type.</param>
    public static int ItemsShown(int usual, IEnumerable? sequence = null) => s_isLoaded ? LimitOr(usual, sequence) : usual;

    private static int LimitOr(int usual, IEnumerable? sequence)
    {
        var limits = sequence is null ? [] : TypeTraits.ElementTypes(sequence.GetType()).Where(static type => !type.IsByRefLike)
            .Select(static type => (int)typeof(Formatter<>).MakeGenericType(type).GetProperty(nameof(Formatter.ListExpansionLimit))!.GetValue(null)!);
        return limits.Append(Formatter.ListExpansionLimit).FirstOrDefault(static limit => limit != UsualLimit, usual);
    }

    private static void SetLoaded()
    {
        s_isLoaded = true;
        s_loaded?.Invoke();
    }
}
