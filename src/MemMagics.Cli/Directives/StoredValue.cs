using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Directives;

/// <summary>A text that a notebook keeps under a name with <c>#!value</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="MimeType">What it is: <c>text/plain</c>, <c>application/json</c>.</param>
internal sealed record StoredValue(string Text, string MimeType)
{
    public const string Plain = "text/plain";

    /// <summary>The options of <c>#!value</c> that say where the text is, if it is not below.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["from-file", "from-value", "from-url"];

    /// <summary>All options of <c>#!value</c>.</summary>
    public static IReadOnlyList<string> Options { get; } = ["name", "mime-type", .. Sources];

    /// <summary>
    /// The value as a C# expression. As .NET Interactive has it, JSON becomes a <see cref="bool"/>, a <see cref="double"/>, a <see cref="string"/> or a
    /// <see cref="JsonDocument"/>; every other text is a string.
    /// </summary>
    /// <exception cref="JsonException">It is said to be JSON, and is not.</exception>
    public string Expression
    {
        get
        {
            if (!IsJson)
                return Literal(Text);
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Number => document.RootElement.GetDouble().ToString("R", CultureInfo.InvariantCulture) + "D",
                JsonValueKind.String => Literal(document.RootElement.GetString()!),
                _ => $"global::System.Text.Json.JsonDocument.Parse({Literal(Text)})",
            };
        }
    }

    private bool IsJson => MimeType.ToLowerInvariant() is var type && (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>A text as C# writes it.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
