using System.Text.Json;

namespace MemMagics.Reports;

/// <summary>The functions and types that a file for speedscope names, each once; stacks refer to them by their place.</summary>
internal sealed class SpeedscopeFrames
{
    private readonly Dictionary<(string Name, string? File, int? Line), int> _places = [];

    public int IndexOf(OriginFrame frame) => IndexOf((frame.Frame, frame.Source, frame.Line));

    public int IndexOf(OriginType type) => IndexOf((type.Type, null, null));

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (var (name, file, line) in _places.OrderBy(place => place.Value).Select(place => place.Key))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            if (file is not null)
                json.WriteString("file", file);
            if (line is { } number)
                json.WriteNumber("line", number);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private int IndexOf((string, string?, int?) place)
    {
        if (!_places.TryGetValue(place, out var index))
            _places.Add(place, index = _places.Count);
        return index;
    }
}
