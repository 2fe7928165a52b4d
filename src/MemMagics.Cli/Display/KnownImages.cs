using System.Net;
using System.Reflection;

namespace MemMagics.Cli.Display;

/// <summary>Pictures and plots of libraries that notebooks use. The tool refers to none of these libraries: they are known by the names of their types, and asked by reflection.</summary>
internal static class KnownImages
{
    private const string Png = "image/png";
    private const string Plot = "ScottPlot.Plot";
    private const string Plots = "ScottPlot.Multiplot";
    private const string PlotImage = "ScottPlot.Image";
    private const string Bitmap = "SkiaSharp.SKBitmap";
    private const string Pixels = "SkiaSharp.SKPixmap";
    private const string Image = "SkiaSharp.SKImage";
    private const string Surface = "SkiaSharp.SKSurface";

    // Markup with a script that draws it; a picture where there is nothing but text.
    private const string Chart = "Plotly.NET.GenericChart";
    private const string OlderChart = "XPlot.Plotly.PlotlyChart";

    // A plot has no size of its own. This one fits a column of text.
    private const int PlotWidth = 600;
    private const int PlotHeight = 400;
    private const int Quality = 100;

    private static readonly string[] s_known = [Plot, Plots, PlotImage, Bitmap, Pixels, Image, Surface, Chart, OlderChart];

    /// <summary>Whether values of a type are pictures.</summary>
    public static bool Knows(Type type) => KnownName(type) is not null;

    /// <summary>The picture; <see langword="null"/> for values that are none of the known.</summary>
    public static ImageContent? Of(object? value)
    {
        if (value is null)
            return null;
        var bytes = KnownName(value.GetType()) switch
        {
            Plot => (byte[])Call(value, "GetImageBytes", PlotWidth, PlotHeight, nameof(Png)),
            Plots => EncodedImage(Rendered(value)),
            PlotImage => EncodedImage(value),
            Bitmap or Pixels or Image => Encoded(value),
            Surface => EncodedSnapshot(value),
            _ => null,
        };
        return bytes is null ? null : new ImageContent(Png, Convert.ToBase64String(bytes));
    }

    /// <summary>The markup of a chart that is drawn where it is shown; <see langword="null"/> for values that are none of the known.</summary>
    public static string? MarkupOf(object value)
    {
        var page = KnownName(value.GetType()) switch
        {
            Chart => (string)value.GetType().GetMethod("toEmbeddedHTML", BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!.Invoke(null, [value])!,
            OlderChart => (string)Call(value, "GetHtml"),
            _ => null,
        };

        // A whole page with a script, which has to be one: a script in the middle of a notebook's page would run before the one that it needs is there.
        return page is null ? null : $"<iframe sandbox=\"allow-scripts\" style=\"border:0;width:100%;height:640px\" srcdoc=\"{WebUtility.HtmlEncode(page)}\"></iframe>";
    }

    private static string? KnownName(Type type)
    {
        for (var one = type; one is not null && one.Assembly != typeof(object).Assembly; one = one.BaseType)
        {
            if (Array.IndexOf(s_known, one.FullName) is >= 0 and var known)
                return s_known[known];
        }

        return null;
    }

    /// <summary>Several plots in one picture: an extension method, to which there is no way but its class.</summary>
    private static object Rendered(object plots)
    {
        var library = plots.GetType().Assembly;
        return library.GetType("ScottPlot.IMultiplotExtensions")!.GetMethod("Render", [library.GetType("ScottPlot.IMultiplot")!, typeof(int), typeof(int)])!.Invoke(null, [plots, PlotWidth, PlotHeight])!;
    }

    private static byte[] EncodedImage(object image) => (byte[])Call(image, "GetImageBytes", nameof(Png), Quality);

    private static byte[] EncodedSnapshot(object surface)
    {
        using var snapshot = (IDisposable)Call(surface, "Snapshot");
        return Encoded(snapshot);
    }

    private static byte[] Encoded(object picture)
    {
        using var encoded = (IDisposable)Call(picture, "Encode", nameof(Png), Quality);
        return (byte[])Call(encoded, "ToArray");
    }

    /// <summary>Calls the overload that these arguments fit, a text being a member of an enumeration.</summary>
    private static object Call(object target, string name, params object[] arguments)
    {
        var method = target.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance).First(method => method.Name == name && Fits(method.GetParameters(), arguments));
        var given = method.GetParameters().Select((parameter, i) => parameter.ParameterType.IsEnum ? Enum.Parse(parameter.ParameterType, (string)arguments[i]) : arguments[i]);
        return method.Invoke(target, [.. given])!;
    }

    private static bool Fits(ParameterInfo[] parameters, object[] arguments) =>
        parameters.Length == arguments.Length
        && parameters.Zip(arguments).All(static pair => pair.First.ParameterType == pair.Second.GetType() || (pair.First.ParameterType.IsEnum && pair.Second is string));
}
