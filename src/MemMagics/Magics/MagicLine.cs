namespace MemMagics.Magics;

/// <summary>A reader over a magic's text: its name, then words on the first line, then the code.</summary>
internal sealed class MagicLine
{
    private readonly string _text;
    private int _position;

    public MagicLine(string text)
    {
        _text = text;
    }

    /// <summary>The rest of the text, from the next word on, as it stands.</summary>
    public ReadOnlySpan<char> Rest => _text.AsSpan(_position);

    public string ReadName()
    {
        while (_position < _text.Length && CSharpText.IsWhiteSpace(_text[_position]))
            _position++;
        return ReadUntilWhiteSpace();
    }

    /// <summary>Skips to the next word of the line and returns it without consuming it; empty at the end of the line.</summary>
    public string PeekWord()
    {
        while (_position < _text.Length && CSharpText.IsWhiteSpace(_text[_position]) && !CSharpText.IsNewLine(_text[_position]))
            _position++;
        var start = _position;
        var word = ReadUntilWhiteSpace();
        _position = start;
        return word;
    }

    public void Skip(int characters) => _position += characters;

    /// <summary>
    /// Reads a value: a word, a text in double quotes, or a C# name with spaces inside its angle brackets, such as <c>Pair&lt;int, string&gt;.Swap</c>.
    /// Empty at the end of the line; <see langword="null"/> when a quote is not closed on the line.
    /// </summary>
    public string? ReadValue()
    {
        if (PeekWord().Length == 0)
            return "";
        if (_text[_position] == '"')
            return ReadQuoted();

        var start = _position;
        var depth = 0;
        while (_position < _text.Length && !CSharpText.IsNewLine(_text[_position]) && (depth > 0 || !CSharpText.IsWhiteSpace(_text[_position])))
        {
            depth += _text[_position] switch { '<' => 1, '>' => -1, _ => 0 };
            _position++;
        }

        return _text[start.._position].TrimEnd();
    }

    /// <summary>The code: the rest of the text, trimmed.</summary>
    public string ReadCode()
    {
        while (_position < _text.Length && CSharpText.IsWhiteSpace(_text[_position]))
            _position++;
        return _text[_position..].TrimEnd();
    }

    /// <summary>Where in its document the code begins, given where the text begins.</summary>
    public CodeOrigin OriginOfCode(CodeOrigin origin)
    {
        var lines = CSharpText.Lines(_text);
        var position = lines.GetLinePosition(_position);
        return origin with
        {
            Line = origin.Line + position.Line,
            Column = position.Line == 0 ? origin.Column + position.Character : position.Character + 1,
        };
    }

    private string? ReadQuoted()
    {
        var start = _position + 1;
        var end = _text.AsSpan(start).IndexOfAny("\"\r\n");
        if (end < 0 || _text[start + end] != '"')
            return null;
        _position = start + end + 1;
        return _text.Substring(start, end);
    }

    private string ReadUntilWhiteSpace()
    {
        var start = _position;
        while (_position < _text.Length && !CSharpText.IsWhiteSpace(_text[_position]))
            _position++;
        return _text[start.._position];
    }
}
