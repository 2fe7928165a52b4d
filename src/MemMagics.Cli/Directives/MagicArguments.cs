using System.Text;
using System.Text.Json;
using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>What stands behind the name of a directive: words and <c>--options</c> with values. Quotes keep blanks together.</summary>
/// <param name="Words">The words that belong to no option.</param>
/// <param name="Options">The options with their values, by name without the dashes.</param>
/// <param name="Fault">What is not understood, as a sentence; <see langword="null"/> when all is.</param>
internal sealed record MagicArguments(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options, string? Fault)
{
    /// <summary>Reads a line.</summary>
    /// <param name="magic">The directive.</param>
    /// <param name="text">What follows its name.</param>
    /// <param name="options">The options that it has, without the dashes; each takes a value.</param>
    public static MagicArguments Read(string magic, string text, params IReadOnlyList<string> options)
    {
        var words = new List<string>();
        var values = new Dictionary<string, string>();
        var tokens = new Queue<(string Text, bool IsQuoted)>(Tokens(text));
        while (tokens.TryDequeue(out var token))
        {
            if (token.IsQuoted || !token.Text.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(token.Text);
                continue;
            }

            var sign = token.Text.IndexOfAny(['=', ':']);
            var name = sign < 0 ? token.Text : token.Text[..sign];
            if (!options.Contains(name[2..]))
                return Faulty($"{name} is not an option of {magic}.{NearestNames.Question(name, options.Select(option => $"--{option}"))}");
            if (sign >= 0)
                values[name[2..]] = token.Text[(sign + 1)..];
            else if (tokens.TryDequeue(out var value))
                values[name[2..]] = value.Text;
            else
                return Faulty($"{name} of {magic} needs a value.");
        }

        return new MagicArguments(words, values, null);

        static MagicArguments Faulty(string sentence) => new([], new Dictionary<string, string>(), sentence);
    }

    /// <summary>An option's value; <see langword="null"/> when it is not given.</summary>
    public string? this[string option] => Options.GetValueOrDefault(option);

    private static IEnumerable<(string Text, bool IsQuoted)> Tokens(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var isQuoted = text[i] is '"' or '\'';
            var word = new StringBuilder();
            char? quote = null;
            for (; i < text.Length && (quote is not null || !char.IsWhiteSpace(text[i])); i++)
            {
                // A question's JSON is one word, with the blanks and quotes in it.
                if (quote is null && text[i] == '{' && Question.Begins(word.ToString()) && JsonAt(text[i..]) is { } json)
                {
                    word.Append(json);
                    i += json.Length - 1;
                    continue;
                }

                // A quote within a word is a character of it (it's, {"a":1}), except where a value begins: --name="x y".
                if (quote == text[i] && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
                    quote = null;
                else if (quote is null && text[i] is '"' or '\'' && (word.Length == 0 || (word[^1] is '=' or ':' && word[0] is '-' or '@')))
                    quote = text[i];
                else
                    word.Append(text[i]);
            }

            yield return (word.ToString(), isQuoted);
        }
    }

    /// <summary>The object of JSON that a text begins with; <see langword="null"/> when it begins with none that is whole.</summary>
    private static string? JsonAt(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            reader.Skip();
            return Encoding.UTF8.GetString(bytes, 0, (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
