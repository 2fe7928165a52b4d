using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemMagics.Reports;

/// <summary>
/// Where objects come from, as a profile that speedscope opens (https://www.speedscope.app/file-format-schema.json): bytes, objects, and bytes
/// that are still alive. A stack goes from the measured code to the type that was allocated.
/// </summary>
internal static class SpeedscopeFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Ending = ".speedscope.json";

    // The file is no HTML: names in it are as people wrote them.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The file's text.</returns>
    /// <exception cref="MagicException">The report does not say where objects come from.</exception>
    public static string Render(Report report)
    {
        if (report is not MemitReport { Where: { } origins })
        {
            throw new MagicException(report is MemitReport
                ? $"A file that ends in {Ending} shows where objects come from, which was not asked for or could not be found: use #!memit --where, or save to a file that ends in .html, .md, .json or .txt."
                : $"A file that ends in {Ending} shows where objects come from, which #!mprun does not tell: use #!memit --where, or save to a file that ends in .html, .md, .json or .txt.");
        }

        var frames = new SpeedscopeFrames();
        var samples = SamplesOf(origins.Tree, frames);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_plain))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
            json.WriteString("exporter", "MemMagics");
            json.WriteString("name", ShortText.End(report.Code.Trim().ReplaceLineEndings(" "), 100));
            json.WriteNumber("activeProfileIndex", 0);
            frames.WriteTo(json);
            json.WriteStartArray("profiles");
            Write(json, "bytes allocated", "bytes", samples, type => type.Bytes);
            Write(json, "objects allocated", "none", samples, type => type.Objects);
            Write(json, "bytes still alive", "bytes", samples, type => type.Alive);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>A stack for each type that a function itself allocated, in the order of the tree.</summary>
    private static List<(int[] Stack, OriginType Type)> SamplesOf(OriginFrame root, SpeedscopeFrames frames)
    {
        var samples = new List<(int[], OriginType)>();
        var open = new Stack<(OriginFrame Frame, int[] Callers)>([(root, [])]);
        while (open.TryPop(out var next))
        {
            int[] stack = [.. next.Callers, frames.IndexOf(next.Frame)];
            foreach (var type in next.Frame.Types)
                samples.Add(([.. stack, frames.IndexOf(type)], type));
            for (var index = next.Frame.Children.Count - 1; index >= 0; index--)
                open.Push((next.Frame.Children[index], stack));
        }

        return samples;
    }

    private static void Write(Utf8JsonWriter json, string name, string unit, List<(int[] Stack, OriginType Type)> samples, Func<OriginType, long> weight)
    {
        var weighted = samples.Where(sample => weight(sample.Type) > 0).ToList();
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", name);
        json.WriteString("unit", unit);
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", weighted.Sum(sample => weight(sample.Type)));
        json.WriteStartArray("samples");
        foreach (var (stack, _) in weighted)
        {
            json.WriteStartArray();
            foreach (var frame in stack)
                json.WriteNumberValue(frame);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (var (_, type) in weighted)
            json.WriteNumberValue(weight(type));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
