using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>
/// Passes on the output of one thread at a time, since a cell's threads may print at once, and drops it once the cell was interrupted.
/// It does so in a finally block, in which no thread is aborted: no front end is left with half a message.
/// </summary>
internal sealed class GatedOutput(ICellOutput output) : ICellOutput
{
    private readonly Lock _gate = new();
    private bool _closed;

    public void Write(OutputStream stream, string text) => Pass(() => output.Write(stream, text));

    public void Display(DisplayedContent content) => Pass(() => output.Display(content));

    public void Update(DisplayedContent content) => Pass(() => output.Update(content));

    public void Fail(CellError error) => Pass(() => output.Fail(error));

    public void Wait(string? step) => Pass(() => output.Wait(step));

    /// <summary>Drops what comes from now on.</summary>
    public void Close() => Pass(() => _closed = true);

    private void Pass(Action action)
    {
        try
        {
        }
        finally
        {
            lock (_gate)
            {
                if (!_closed)
                    action();
            }
        }
    }
}
