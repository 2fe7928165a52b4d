using System.Text;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Keeps a cell's output: consecutive writes to one stream become one item, updates take the place of what they update.</summary>
internal sealed class OutputRecord : ICellOutput
{
    /// <summary>Characters of console text kept of one cell: a cell that prints without end must not fill the notebook file.</summary>
    internal const int KeptCharacters = 4 * 1024 * 1024;

    /// <summary>Displays kept of one cell, for the same reason.</summary>
    internal const int KeptDisplays = 10_000;

    private readonly List<CellOutputItem> _items = [];
    private readonly StringBuilder _stream = new();
    private OutputStream _streamName;
    private int _kept;
    private int _displays;
    private long _dropped;

    public IReadOnlyList<CellOutputItem> Items
    {
        get
        {
            EndStream();
            return _displays <= KeptDisplays ? _items : [.. _items, new CellOutputItem.Stream(OutputStream.Error, $"… {_displays - KeptDisplays:N0} more displays are not kept.\n")];
        }
    }

    /// <summary>What was printed, displayed and reported, as plain text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var item in Items)
            {
                if (item is CellOutputItem.Stream written)
                    text.Append(written.Text);
                else if (item is CellOutputItem.Displayed displayed)
                    AppendOnOwnLines(text, displayed.Content.Text);
            }

            return text.ToString();
        }
    }

    public void Write(OutputStream stream, string text)
    {
        if (stream != _streamName)
            EndStream();
        _streamName = stream;
        var room = KeptCharacters - _kept;
        var fitting = text.Length <= room ? text : text[..room];
        _kept += fitting.Length;
        _dropped += text.Length - fitting.Length;
        _stream.Append(fitting);
    }

    public void Display(DisplayedContent content)
    {
        if (++_displays > KeptDisplays)
            return;
        EndStream();
        _items.Add(new CellOutputItem.Displayed(content));
    }

    public void Update(DisplayedContent content) => TryUpdate(content);

    /// <summary>Replaces what this cell displayed under the content's id.</summary>
    /// <returns>Whether this cell displayed it.</returns>
    public bool TryUpdate(DisplayedContent content)
    {
        var i = _items.FindIndex(item => item is CellOutputItem.Displayed displayed && displayed.Content.Id == content.Id);
        if (i < 0)
            return false;
        _items[i] = new CellOutputItem.Displayed(content);
        return true;
    }

    public void Fail(CellError error)
    {
        EndStream();
        _items.Add(new CellOutputItem.Failed(error));
    }

    public void Wait(string? step)
    {
    }

    private void EndStream()
    {
        if (_dropped > 0)
            _stream.Append($"\n… {_dropped:N0} more characters are not kept.\n");
        if (_stream.Length > 0)
            _items.Add(new CellOutputItem.Stream(_streamName, _stream.ToString()));
        _stream.Clear();
        _dropped = 0;
    }

    private static void AppendOnOwnLines(StringBuilder text, string lines)
    {
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
        text.Append(lines);
        if (!lines.EndsWith('\n'))
            text.Append('\n');
    }
}
