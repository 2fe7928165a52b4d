using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Reports.Output;

/// <summary>How every JSON document is written. It goes into files and streams, never into HTML, so letters and angle brackets are not escaped. Half of a surrogate pair is written as U+FFFD.</summary>
public static class JsonLayout
{
    // Deeper than the 64 of the library: a notebook's metadata and what its cells display lie within further levels of the document.
    private static readonly JsonSerializerOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };
    private static readonly JsonSerializerOptions s_indented = new(s_oneLine) { WriteIndented = true, NewLine = "\n" };
    private static readonly JsonSerializerOptions s_notebook = new(s_indented) { IndentSize = 1 };

    /// <summary>For people: indented by two.</summary>
    /// <param name="json">The document.</param>
    /// <returns>Lines without a line break at the end.</returns>
    public static string Indented(JsonNode json) => json.ToJsonString(s_indented);

    /// <summary>As Jupyter writes notebooks: indented by one.</summary>
    /// <param name="json">The document.</param>
    /// <returns>Lines without a line break at the end.</returns>
    public static string Notebook(JsonNode json) => json.ToJsonString(s_notebook);

    /// <summary>For programs: in one line.</summary>
    /// <param name="json">The document.</param>
    public static string OneLine(JsonNode json) => json.ToJsonString(s_oneLine);
}
