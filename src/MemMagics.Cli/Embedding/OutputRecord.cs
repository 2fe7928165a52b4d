using System.Text;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Keeps a cell's output: neighbouring writes to one stream become one item, updates take the place of what they update.</summary>
internal sealed class OutputRecord : ICellOutput
{
    /// <summary>Characters of console text kept of one cell: a cell that prints without end must not fill the notebook file.</summary>
    internal const int KeptCharacters = 4 * 1024 * 1024;

    private readonly List<CellOutputItem> items = [];
    private readonly StringBuilder stream = new();
    private OutputStream streamName;
    private int kept;
    private long dropped;

    public IReadOnlyList<CellOutputItem> Items
    {
        get
        {
            EndStream();
            return items;
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
        if (stream != streamName)
            EndStream();
        streamName = stream;
        var room = KeptCharacters - kept;
        var fitting = text.Length <= room ? text : text[..room];
        kept += fitting.Length;
        dropped += text.Length - fitting.Length;
        this.stream.Append(fitting);
    }

    public void Display(DisplayedContent content)
    {
        EndStream();
        items.Add(new CellOutputItem.Displayed(content));
    }

    public void Update(DisplayedContent content) => TryUpdate(content);

    /// <summary>Replaces what this cell displayed under the content's id.</summary>
    /// <returns>Whether this cell displayed it.</returns>
    public bool TryUpdate(DisplayedContent content)
    {
        var i = items.FindIndex(item => item is CellOutputItem.Displayed displayed && displayed.Content.Id == content.Id);
        if (i < 0)
            return false;
        items[i] = new CellOutputItem.Displayed(content);
        return true;
    }

    public void Fail(CellError error)
    {
        EndStream();
        items.Add(new CellOutputItem.Failed(error));
    }

    public void Wait(string? step)
    {
    }

    private void EndStream()
    {
        if (dropped > 0)
            stream.Append($"\n… {dropped:N0} more characters are not kept.\n");
        if (stream.Length > 0)
            items.Add(new CellOutputItem.Stream(streamName, stream.ToString()));
        stream.Clear();
        dropped = 0;
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
