namespace MemMagics.Magics;

/// <summary>Which part of a magic's line a position is in: the name, an option, an option's value or the code.</summary>
/// <param name="Magic">The magic; <see langword="null"/> while its name is not complete.</param>
/// <param name="Part">The part at the position.</param>
/// <param name="Start">Where the word at the position begins; for code, where the code begins.</param>
/// <param name="Option">The option whose value the position is in, or may be in where the value is optional: then the part is what there is else. <see langword="null"/> elsewhere.</param>
public sealed record MagicCursor(MagicDescription? Magic, MagicPart Part, int Start, MagicOption? Option = null)
{
    /// <summary>Reads the magic's line up to a position.</summary>
    /// <param name="text">The cell, with magics called by their own names, not by a host's aliases.</param>
    /// <param name="lineStart">Where the magic begins.</param>
    /// <param name="position">The position, on the magic's line.</param>
    public static MagicCursor Read(string text, int lineStart, int position)
    {
        var name = EndOfWord(text, lineStart, position);
        var magic = MagicGrammar.Magics.FirstOrDefault(candidate => candidate.Name == text[lineStart..name]);
        if (name == position || magic is null)
            return new MagicCursor(magic, MagicPart.Name, lineStart);

        var start = name;
        MagicOption? expecting = null;
        MagicOption? allowing = null;
        while (true)
        {
            while (start < position && char.IsWhiteSpace(text[start]))
                start++;
            var end = EndOfWord(text, start, position);
            var word = text[start..end];
            var allowed = allowing;
            allowing = null;
            if (expecting is not null)
            {
                if (end == position)
                    return new MagicCursor(magic, MagicPart.Value, start, expecting);
                expecting = null;
            }
            else if (allowed is not null && OptionalValue.Is(word, allowed.ValueCompletions, text.AsSpan(end)))
            {
                if (end == position)
                    return new MagicCursor(magic, MagicPart.Value, start, allowed);
            }
            else if (allowed is not null && end == position && allowed.ValueCompletions.Any(value => value.StartsWith(word, StringComparison.Ordinal)))
            {
                return new MagicCursor(magic, word.Length == 0 ? MagicPart.Option : MagicPart.Code, start, allowed);
            }
            else if (end == position && (word.Length == 0 || word.StartsWith('-')) && !word.Contains('='))
            {
                return new MagicCursor(magic, MagicPart.Option, start);
            }
            else if (OptionOf(magic, word) is not { } option)
            {
                return new MagicCursor(magic, MagicPart.Code, word == "--" ? end : start);
            }
            else if (word.Contains('='))
            {
                if (end == position)
                    return new MagicCursor(magic, MagicPart.Value, start + word.IndexOf('=') + 1, option);
            }
            else if (option.ValueOptional)
            {
                allowing = option;
            }
            else if (option.ValueName is not null)
            {
                expecting = option;
            }

            start = end;
        }
    }

    /// <summary>The option that a word names, with or without <c>=value</c>; <see langword="null"/> when it names none.</summary>
    public static MagicOption? OptionOf(MagicDescription magic, string word)
    {
        var name = word.Split('=')[0];
        return magic.Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));
    }

    private static int EndOfWord(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && !char.IsWhiteSpace(text[end]))
            end++;
        return end;
    }
}
