using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Cli.Directives;

/// <summary>What stands in a directive for a value that the notebook's user is asked for: <c>@input</c>, <c>@input:"Your name"</c>, <c>@password:{"prompt": "Your word"}</c>.</summary>
/// <param name="Prompt">What is asked, with a blank at its end.</param>
/// <param name="IsPassword">Whether the answer is not to be seen.</param>
/// <param name="Fault">What is wrong with it, as a sentence; <see langword="null"/> when nothing is.</param>
internal sealed record Question(string Prompt, bool IsPassword, string? Fault = null)
{
    private static readonly string[] s_signs = ["@input", "@password"];

    /// <summary>Whether what has been read of a word is a question whose prompt comes next.</summary>
    public static bool Begins(string word) => s_signs.Any(sign => word.EndsWith($"{sign}:", StringComparison.Ordinal));

    /// <param name="word">A word of the directive.</param>
    /// <param name="subject">What the value is for, where the question does not say it.</param>
    /// <returns><see langword="null"/> when the word is no question.</returns>
    public static Question? Read(string word, string subject)
    {
        if (s_signs.FirstOrDefault(sign => word == sign || word.StartsWith($"{sign}:", StringComparison.Ordinal)) is not { } sign)
            return null;

        var isPassword = sign == s_signs[1];
        var prompt = word[sign.Length..].TrimStart(':');
        if (!prompt.StartsWith('{'))
            return new Question(Asked(prompt), isPassword);
        try
        {
            return new Question(Asked(JsonNode.Parse(prompt)?["prompt"]?.GetValue<string>() ?? ""), isPassword);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Question("", isPassword, $"what follows {sign}: is not JSON with a text as its \"prompt\": '{prompt}'. Write {sign}:{{\"prompt\": \"Your name\"}}, or {sign}:\"Your name\".");
        }

        string Asked(string text) =>
            string.IsNullOrWhiteSpace(text) ? $"{subject}: "
            : char.IsLetterOrDigit(text.TrimEnd()[^1]) ? $"{text.TrimEnd()}: "
            : $"{text.TrimEnd()} ";
    }
}
