using System.Text.Json;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A JSON document, parsed again from its own text, which gives every element the same index.</summary>
public sealed class JsonDocumentRebuild : Rebuild
{
    private static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((JsonDocument)value).RootElement.GetRawText()];

    public override object PutTogether(Type type, object? blank, object?[] parts) => JsonDocument.Parse((string)parts[0]!, s_lenient);
}
