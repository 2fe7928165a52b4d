using System.Text;

namespace MemMagics.Cli.Embedding;

/// <summary>Stands in for the console's input while cells run: whoever reads from it asks on behalf of the cell that is running. Nothing is asked before it is needed: a line is asked for when the one before it is read.</summary>
internal sealed class ConsoleReader(Func<ICellInput?> input) : TextReader
{
    // What is left of a line that is read by characters, with its end.
    private string _rest = "";

    /// <summary>Forgets what an earlier cell has left of a line.</summary>
    public void Forget() => _rest = "";

    public override int Peek() => HasRest() ? _rest[0] : -1;

    public override int Read()
    {
        if (!HasRest())
            return -1;
        var first = _rest[0];
        _rest = _rest[1..];
        return first;
    }

    /// <summary>At most what is left of one line: as at a terminal, a full buffer is not waited for.</summary>
    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !HasRest())
            return 0;
        var taken = Math.Min(count, _rest.Length);
        _rest.CopyTo(0, buffer, index, taken);
        _rest = _rest[taken..];
        return taken;
    }

    public override string? ReadLine()
    {
        if (_rest.Length == 0)
            return NextLine();
        var line = _rest.TrimEnd('\n');
        _rest = "";
        return line;
    }

    public override string ReadToEnd()
    {
        var text = new StringBuilder(_rest);
        _rest = "";
        while (NextLine() is { } line)
            text.Append(line).Append('\n');
        return text.ToString();
    }

    private bool HasRest()
    {
        if (_rest.Length == 0)
            _rest = NextLine() is { } line ? line + "\n" : "";
        return _rest.Length > 0;
    }

    private string? NextLine() => input()?.Ask("", isPassword: false);
}
