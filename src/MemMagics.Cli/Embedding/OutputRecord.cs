using System.Text;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Keeps a cell's output: consecutive writes to one stream become one item, updates take the place of what they update.</summary>
internal sealed class OutputRecord : ICellOutput
{
    /// <summary>Characters of console text kept of one cell: a cell that prints without end must not fill the notebook file.</summary>
    internal const int KeptCharacters = 4 * 1024 * 1024;

    /// <summary>Pieces of console text, each ended by the other stream or a display. What comes later is kept as one piece for each stream: a file of millions of pieces takes gigabytes to write.</summary>
    internal const int KeptPieces = 10_000;

    /// <summary>Displays kept of one cell.</summary>
    internal const int KeptDisplays = 10_000;

    /// <summary>Characters kept of all forms of a cell's displays: two of the longest that are shown (<see cref="DisplayForms"/>).</summary>
    internal const int KeptDisplayCharacters = 64 * 1024 * 1024;

    private readonly List<CellOutputItem> _items = [];
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private OutputStream _last;
    private int _kept;
    private int _pieces;
    private int _displays;
    private long _displayed;
    private long _droppedCharacters;
    private long _droppedDisplays;

    public IReadOnlyList<CellOutputItem> Items
    {
        get
        {
            EndStreams();
            return _droppedCharacters + _droppedDisplays == 0 ? _items : [.. _items, new CellOutputItem.Stream(OutputStream.Error, Dropped())];
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
        if (stream != _last && _pieces < KeptPieces)
            EndStreams();
        _last = stream;
        var room = KeptCharacters - _kept;
        var fitting = text.Length <= room ? text : text[..room];
        _kept += fitting.Length;
        _droppedCharacters += text.Length - fitting.Length;
        (stream == OutputStream.Out ? _out : _error).Append(fitting);
    }

    public void Display(DisplayedContent content)
    {
        var characters = CharactersOf(content);
        if (_displays == KeptDisplays || _displayed + characters > KeptDisplayCharacters)
        {
            _droppedDisplays++;
            return;
        }

        _displays++;
        _displayed += characters;
        EndStreams();
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
        var more = CharactersOf(content) - CharactersOf(((CellOutputItem.Displayed)_items[i]).Content);
        if (_displayed + more > KeptDisplayCharacters)
        {
            _droppedDisplays++;
            return true;
        }

        _displayed += more;
        _items[i] = new CellOutputItem.Displayed(content);
        return true;
    }

    public void Fail(CellError error)
    {
        EndStreams();
        _items.Add(new CellOutputItem.Failed(error));
    }

    public void Wait(string? step)
    {
    }

    private void EndStreams()
    {
        End(OutputStream.Out, _out);
        End(OutputStream.Error, _error);
    }

    private void End(OutputStream stream, StringBuilder written)
    {
        if (written.Length == 0)
            return;

        _items.Add(new CellOutputItem.Stream(stream, written.ToString()));
        _pieces++;
        written.Clear();
    }

    /// <summary>What was left out of the whole cell, on a line of its own.</summary>
    private string Dropped()
    {
        var parts = new[] { (Count: _droppedCharacters, Of: "characters"), (Count: _droppedDisplays, Of: "displays") }
            .Where(part => part.Count > 0)
            .Select(part => $"{part.Count:N0} more {part.Of}");
        var lineEnd = _items.LastOrDefault() is CellOutputItem.Stream { Text: [.., not '\n'] } ? "\n" : "";
        return $"{lineEnd}… {string.Join(" and ", parts)} are not kept.\n";
    }

    private static long CharactersOf(DisplayedContent content) => content.ByMimeType.Values.Sum(form => (long)form.Length);

    private static void AppendOnOwnLines(StringBuilder text, string lines)
    {
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
        text.Append(lines);
        if (!lines.EndsWith('\n'))
            text.Append('\n');
    }
}
