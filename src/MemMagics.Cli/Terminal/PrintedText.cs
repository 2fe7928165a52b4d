using System.Text;

namespace MemMagics.Cli.Terminal;

/// <summary>
/// What a program prints, made fit to stand among other text on the terminal: its colours stay, and nothing else of it commands the terminal. Whatever
/// moves the cursor, clears, sets a title, switches screens or character sets or asks the terminal to answer is dropped; other control characters are
/// shown; a return to the line's beginning goes to a new line instead. Sequences may be cut anywhere between two pieces.
/// </summary>
internal sealed class PrintedText
{
    /// <summary>Longer ones are no colours.</summary>
    private const int LongestSequence = 128;

    private const char Escape = '\e';
    private const char Cancel = '\x18';
    private const char Substitute = '\x1a';
    private const char Bell = '\a';
    private const char OneCharacterCsi = '\x9b';
    private const char OneCharacterEnd = '\x9c';

    private readonly StringBuilder _sequence = new();
    private State _state;
    private bool _afterReturn;
    private bool _isColoured;

    private enum State
    {
        Text,
        AfterEscape,
        ControlSequence,
        String,
        StringAfterEscape,
    }

    /// <summary>The next piece of what is printed, as it may be shown.</summary>
    public string Next(string printed)
    {
        // Nearly all text is without any of this.
        if (_state == State.Text && !_afterReturn && !printed.Any(TerminalText.IsControl))
            return printed;
        var shown = new StringBuilder(printed.Length);
        foreach (var character in printed)
            Take(character, shown);
        return shown.ToString();
    }

    /// <summary>The program's text is over, for now: an unfinished sequence is forgotten.</summary>
    /// <returns>What ends its colours; empty when it has left none.</returns>
    public string End()
    {
        _state = State.Text;
        _afterReturn = false;
        var wasColoured = _isColoured;
        _isColoured = false;
        return wasColoured ? "\e[0m" : "";
    }

    private void Take(char character, StringBuilder shown)
    {
        switch (_state)
        {
            case State.Text:
                TakeText(character, shown);
                break;
            case State.AfterEscape:
                TakeAfterEscape(character, shown);
                break;
            case State.ControlSequence:
                TakeParameter(character, shown);
                break;
            case State.String:
                // A terminal waits for the end of a title for ever; what a program has forgotten to end goes on at its next line.
                if (character == Escape)
                    _state = State.StringAfterEscape;
                else if (character is Bell or OneCharacterEnd or Cancel or Substitute)
                    _state = State.Text;
                else if (character is '\n' or '\r')
                    Resume(character, shown);
                break;
            default:
                if (character == '\\')
                    _state = State.Text;
                else
                    TakeAfterEscape(character, shown);
                break;
        }
    }

    private void TakeText(char character, StringBuilder shown)
    {
        var afterReturn = _afterReturn;
        _afterReturn = character == '\r';
        if (character == Escape)
            _state = State.AfterEscape;
        else if (character == OneCharacterCsi)
            BeginControlSequence();
        else if (BeginsString(character))
            _state = State.String;
        else if (character == '\r' || (character == '\n' && !afterReturn))
            shown.Append('\n');
        else if (character == '\t' || !TerminalText.IsControl(character))
            shown.Append(character);
        else if (character != '\n')
            shown.Append(TerminalText.Shown(character));
    }

    private void TakeAfterEscape(char character, StringBuilder shown)
    {
        if (character == '[')
            BeginControlSequence();
        else if (character is ']' or 'P' or 'X' or '^' or '_')
            _state = State.String;
        else if (character == Escape)
            _state = State.AfterEscape;
        else if (character is >= '0' and <= '~')
            _state = State.Text;
        else if (character is < ' ' or > '/')
            Resume(character, shown);
        else
            _state = State.AfterEscape; // ESC ( B: what is between is part of it
    }

    private void TakeParameter(char character, StringBuilder shown)
    {
        if (character is >= '@' and <= '~')
        {
            _state = State.Text;
            if (character == 'm' && _sequence.Length <= LongestSequence && !_sequence.ToString().AsSpan().ContainsAnyExcept("0123456789;:"))
            {
                shown.Append(Escape).Append('[').Append(_sequence).Append('m');
                _isColoured = _sequence.Length > 0 && _sequence.ToString() != "0";
            }
        }
        else if (character is < ' ' or > '~')
        {
            Resume(character, shown);
        }
        else if (_sequence.Length <= LongestSequence)
        {
            _sequence.Append(character);
        }
    }

    /// <summary>The sequence is broken off: the character is text again.</summary>
    private void Resume(char character, StringBuilder shown)
    {
        _state = State.Text;
        if (character is not (Cancel or Substitute))
            TakeText(character, shown);
    }

    private void BeginControlSequence()
    {
        _state = State.ControlSequence;
        _sequence.Clear();
    }

    /// <summary>Device control, start of string, operating system command, privacy message, application program command, each as one character of C1.</summary>
    private static bool BeginsString(char character) => character is '\x90' or '\x98' or '\x9d' or '\x9e' or '\x9f';
}
