using System.Text.Json.Nodes;

namespace MemMagics.Tests.Completion;

/// <summary>What a session offers at a place of a cell.</summary>
internal sealed class Offer(string code, JsonObject answer)
{
    public IReadOnlyList<string> Texts { get; } = [.. answer["matches"]!.AsArray().Select(match => match!["text"]!.GetValue<string>())];

    /// <summary>The kind of a text that is offered.</summary>
    public string KindOf(string text) => answer["matches"]!.AsArray().Single(match => match!["text"]!.GetValue<string>() == text)!["kind"]!.GetValue<string>();

    /// <summary>The cell after a text that is offered has been chosen.</summary>
    public string Choose(string text)
    {
        Assert.That(Texts, Does.Contain(text));
        return code[..answer["start"]!.GetValue<int>()] + text + code[answer["end"]!.GetValue<int>()..];
    }
}
