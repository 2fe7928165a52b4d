using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Hosting.Json;

/// <summary>Text in JSON that others wrote: what should be a string may be anything.</summary>
public static class JsonText
{
    // As deep as Python's reader goes by far, and no danger to the stack.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <summary>Reads JSON. Half of a surrogate pair, which JSON can name and text cannot hold, is read as U+FFFD.</summary>
    /// <exception cref="JsonException">It is no JSON, has a key twice in an object, or is nested more than 256 deep; the message is a clause that says what and where.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(WithoutHalfPairs(text), documentOptions: s_strict);
        }
        catch (JsonException e)
        {
            throw new JsonException($"{Clause(e)}{(e.LineNumber is { } line ? $" (line {line + 1})" : "")}", e);
        }
    }

    /// <summary>The string at a path of property names; <see langword="null"/> when there is none, whatever else is there.</summary>
    public static string? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Displayed content of JSON types, which notebooks and their protocol hold as JSON; <see langword="null"/> for all other types, and for what is no JSON after all.</summary>
    public static JsonNode? OfMimeType(string mimeType, string text)
    {
        if (mimeType != "application/json" && !mimeType.EndsWith("+json", StringComparison.Ordinal))
            return null;
        try
        {
            return Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reader's message without the place that it writes behind it in its own terms.</summary>
    private static string Clause(JsonException e)
    {
        if (e.Message.StartsWith("Duplicate property ", StringComparison.Ordinal) && e.Message.Split('\'') is [_, var key, ..])
            return $"it has the key '{key}' twice in one object";
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.', ' ');
    }

    private static string WithoutHalfPairs(string text)
    {
        if (!text.Contains(@"\u", StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
            return text;

        var read = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = LengthAt(text, i);
            if (CodeUnit(text, i) is not { } unit || !char.IsSurrogate(unit))
            {
                read.Append(text, i, length);
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(text, i + length) is { } next && char.IsLowSurrogate(next))
            {
                // One of the two may be written in one way and one in the other, of which the reader would make two halves.
                length += LengthAt(text, i + length);
                read.Append(unit).Append(next);
            }
            else
            {
                read.Append('\ufffd');
            }

            i += length;
        }

        return read.ToString();
    }

    /// <summary>How much of the text is read at once: <c>\u</c> with its number, <c>\</c> with what is behind it, or one character.</summary>
    private static int LengthAt(string text, int position) =>
        Escaped(text, position) is not null ? 6 : text.AsSpan(position) is ['\\', not (>= '\ud800' and <= '\udfff'), ..] ? 2 : 1;

    /// <summary>The code unit that stands at a position, as it is or as <c>\uXXXX</c>.</summary>
    private static char? CodeUnit(string text, int position) =>
        position >= text.Length ? null : Escaped(text, position) ?? text[position];

    private static char? Escaped(string text, int position) =>
        text.AsSpan(position) is ['\\', 'u', _, _, _, _, ..] && ushort.TryParse(text.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
