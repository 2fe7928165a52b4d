using System.Text;
using MemMagics.Magics;

namespace MemMagics.Instrumentation;

/// <summary>Splits a name as given to <c>-f</c> into its parts.</summary>
internal static class TargetName
{
    /// <summary>The part of a name that means the constructors of a type.</summary>
    public const string Constructor = "ctor";

    /// <summary>The part of a name that means the static constructor of a type, that of its static fields included.</summary>
    public const string StaticConstructor = "cctor";

    private const string StaticWord = "static";
    private const string OperatorWord = "operator";

    /// <summary>
    /// The parts of a name: <c>Matrix.Multiply</c> gives two. Type arguments are dropped; an operator is one part. Constructors may be named as they are called, declared or
    /// compiled: <c>new Shop()</c>, <c>Shop.Shop</c>, <c>Shop..ctor</c>; static ones <c>static Shop()</c>, <c>Shop.static</c>, <c>Shop..cctor</c>.
    /// </summary>
    /// <exception cref="MagicException">The text is not a name.</exception>
    public static IReadOnlyList<string> Parts(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Contains("=>", StringComparison.Ordinal))
            throw new MagicException($"'{name}' is a lambda; name the variable that holds it, or the function that it is written in.");

        if (trimmed is "new" or StaticWord)
            throw new MagicException(OptionValues.NoFunction(trimmed));

        if (OfConstructor(trimmed) is { } constructor)
            return constructor;

        var parenthesis = trimmed.IndexOf('(');
        if (parenthesis >= 0)
        {
            var function = trimmed[..parenthesis].TrimEnd();
            throw new MagicException(function.Length == 0
                ? $"'{name}' is no name of a function: give -f a name, and the code to run after it."
                : $"'{name}' is a call; name the function only: -f {function}");
        }

        if (trimmed.StartsWith("global::", StringComparison.Ordinal))
            trimmed = trimmed["global::".Length..];

        var (qualified, @operator) = SplitOperator(trimmed);
        var parts = WithoutTypeArguments(qualified)
            .Replace("..ctor", ".ctor", StringComparison.Ordinal)
            .Replace("..cctor", ".cctor", StringComparison.Ordinal)
            .Split('.', StringSplitOptions.TrimEntries)
            .Select(Normalised)
            .ToList();
        if (@operator is not null)
            parts[^1] = @operator;

        if (parts.Any(part => part.Length == 0))
            throw new MagicException($"'{name}' is no name of a function: write it as in C#, for example Solve or Matrix.Multiply.");

        return parts;
    }

    /// <summary>The parts of a constructor's name that begins with <c>new</c> or <c>static</c>, with or without parameters; <see langword="null"/> for any other.</summary>
    private static List<string>? OfConstructor(string name)
    {
        var (word, part) = name.StartsWith("new ", StringComparison.Ordinal) ? ("new ", Constructor)
            : name.StartsWith(StaticWord + " ", StringComparison.Ordinal) ? (StaticWord + " ", StaticConstructor)
            : ("", "");
        if (word.Length == 0)
            return null;

        var type = name[word.Length..].Trim();
        var parts = Parts(type.IndexOf('(') is > 0 and var parenthesis ? type[..parenthesis] : type).ToList();
        if (parts.Count > 1 && parts[^1] == parts[^2])
            parts.RemoveAt(parts.Count - 1);
        return [.. parts, part];
    }

    /// <summary>A part as it is looked up: <c>Shop.static Shop</c>, as reports call it, and <c>Shop.static</c> are the same.</summary>
    private static string Normalised(string part) => part == StaticWord || part.StartsWith(StaticWord + " ", StringComparison.Ordinal) ? StaticConstructor : part.TrimStart('@');

    /// <summary>Splits off an operator first, because its symbols would be taken for dots and type arguments: <c>Money.operator &lt;</c>.</summary>
    private static (string Qualified, string? Operator) SplitOperator(string name)
    {
        var at = name.LastIndexOf(OperatorWord, StringComparison.Ordinal);
        var isWord = at >= 0
            && (at == 0 || name[at - 1] is '.' or ' ')
            && at + OperatorWord.Length < name.Length
            && !char.IsLetterOrDigit(name[at + OperatorWord.Length])
            && name[at + OperatorWord.Length] != '_';
        if (!isWord)
            return (name, null);

        var before = name[..at].TrimEnd();
        var conversion = before.EndsWith("implicit", StringComparison.Ordinal) || before.EndsWith("explicit", StringComparison.Ordinal);
        var qualifier = conversion ? before[..^"implicit".Length] : before;
        return (qualifier + OperatorWord, conversion ? before[^"implicit".Length..] : OperatorWord + " " + name[(at + OperatorWord.Length)..].Trim());
    }

    public static string WithoutTypeArguments(string name)
    {
        var kept = new StringBuilder();
        var depth = 0;
        foreach (var character in name)
        {
            depth += character == '<' ? 1 : 0;
            if (depth == 0)
                kept.Append(character);

            depth -= character == '>' && depth > 0 ? 1 : 0;
        }

        return kept.ToString();
    }
}
