namespace MemMagics.Magics;

/// <summary>The grammar of the magics, the same in every host: <c>#!name options code</c>, the code verbatim.</summary>
public static class MagicGrammar
{
    private static readonly MagicDefinition[] s_definitions = [new MemitDefinition(), new MprunDefinition()];

    /// <summary>The magics and their options, for hosts that complete, describe or register them.</summary>
    public static IReadOnlyList<MagicDescription> Magics { get; } = [.. s_definitions.Select(definition => definition.Describe())];

    /// <summary>Parses a magic with its code: the magic's line and the lines that follow it.</summary>
    /// <param name="magicLineAndCode">Text from <c>#!</c> on (white space before it is fine) to the end of the magic's code.</param>
    /// <param name="origin">Where the text's first character stands.</param>
    /// <returns>A <see cref="MeasureCommand"/>, whose request's origin is that of the code's first character; a <see cref="HelpCommand"/>; or an <see cref="InvalidCommand"/>. Never throws for what a user typed.</returns>
    public static MagicCommand Parse(string magicLineAndCode, CodeOrigin origin)
    {
        var line = new MagicLine(magicLineAndCode);
        var name = line.ReadName();
        var definition = s_definitions.FirstOrDefault(candidate => candidate.Name == name);
        return definition is null
            ? new InvalidCommand($"'{name}' is not a magic of MemMagics; there are {string.Join(" and ", s_definitions.Select(candidate => candidate.Name))}.")
            : definition.Parse(line, origin);
    }

    /// <summary>Whether the word right after the <c>#!</c> of a line names one of the magics.</summary>
    internal static bool IsMagic(ReadOnlySpan<char> word)
    {
        foreach (var definition in s_definitions)
            if (word.SequenceEqual(definition.Name))
                return true;
        return false;
    }

    /// <summary>Which other magic has an option of that name; <see langword="null"/> when none has.</summary>
    internal static string? OtherMagicWith(string optionName, string thisMagic) =>
        s_definitions.FirstOrDefault(definition => definition.Name != thisMagic && definition.FindOption(optionName) is not null)?.Name;
}
