using System.Text;
using System.Text.RegularExpressions;

namespace MemMagics.Reports;

/// <summary>A CSS rule with the rules nested in it, minified.</summary>
internal sealed partial class StyleRule
{
    private readonly List<string> _declarations = [];
    private readonly List<StyleRule> _nested = [];
    private readonly string[] _selectors;

    private StyleRule(string selector)
    {
        _selectors = [.. selector.Split(',').Select(part => Spaces().Replace(part.Trim(), " "))];
    }

    /// <summary>The whole rule.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            AppendTo(text, static _ => true);
            return text.ToString();
        }
    }

    /// <summary>Reads one rule: <c>selector { property: value; &amp; selector { … } }</c>. Selectors and values hold neither braces nor semicolons, and commas only separate selectors.</summary>
    public static StyleRule Parse(string css)
    {
        var open = css.IndexOf('{');
        var rule = new StyleRule(css[..open]);
        var position = open + 1;
        rule.Read(css, ref position);
        return rule;
    }

    /// <summary>Adds the rule with what is nested in it, as far as it can apply.</summary>
    /// <param name="style">Where to.</param>
    /// <param name="exists">Whether there is such an element (<c>td</c>) or class (<c>.mm-zero</c>).</param>
    public void AppendTo(StringBuilder style, Predicate<string> exists)
    {
        var start = style.Length;
        style.AppendJoin(',', _selectors.Where(selector => Names().Matches(selector).All(name => !name.Groups["name"].Success || exists(name.Value))));
        if (style.Length == start)
            return;

        var content = style.Append('{').Length;
        style.AppendJoin(';', _declarations);
        var separator = _declarations.Count > 0 ? ";" : "";
        foreach (var nested in _nested)
        {
            var before = style.Length;
            nested.AppendTo(style.Append(separator), exists);
            if (style.Length == before + separator.Length)
                style.Length = before;
            else
                separator = "";
        }

        if (style.Length == content)
            style.Length = start;
        else
            style.Append('}');
    }

    private void Read(string css, ref int position)
    {
        while (true)
        {
            var end = css.IndexOfAny(['{', '}', ';'], position);
            var text = css[position..end];
            position = end + 1;
            if (css[end] == '{')
            {
                var nested = new StyleRule(text);
                nested.Read(css, ref position);
                _nested.Add(nested);
                continue;
            }

            if (text.IndexOf(':') is >= 0 and var colon)
                _declarations.Add($"{text[..colon].Trim()}:{Spaces().Replace(text[(colon + 1)..].Trim(), " ").Replace(", ", ",").Replace(" !", "!")}");
            if (css[end] == '}')
                return;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // '@media print', '@container (max-width: 34em)', '.memmagics' and ':first-child' always apply.
    [GeneratedRegex(@"@.*|\.memmagics|::?[a-z-]+(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?|(?<name>\.?[a-z][\w-]*)")]
    private static partial Regex Names();
}
