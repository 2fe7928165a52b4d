using System.Text.RegularExpressions;

namespace MemMagics.Magics;

/// <summary>
/// Tells the value of an option from code where the value may be left out, as in <c>--where exact Foo()</c> and <c>--where Foo()</c>. A word that is one of
/// the values is the value, unless an operator follows on its line: <c>--where exact + 1</c> measures a variable of that name.
/// </summary>
internal static partial class OptionalValue
{
    /// <summary>Whether the word after the option is its value.</summary>
    /// <param name="word">The word.</param>
    /// <param name="values">The option's values.</param>
    /// <param name="after">What follows the word.</param>
    public static bool Is(string word, IReadOnlyList<string> values, ReadOnlySpan<char> after) => values.Contains(word) && !Operator().IsMatch(after);

    // A minus right before a letter begins an option, // and /* a comment. What stands in brackets is code of its own: nobody writes a call with a space there.
    [GeneratedRegex(@"^[ \t]*(?:[+*%^&|=<>?.;]|/(?![/*])|!=|-(?!-?[A-Za-z?]|-(?:\s|$))|(?:is|as|switch|with)\b)")]
    private static partial Regex Operator();
}
