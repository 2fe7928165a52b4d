namespace MemMagics.Cli.Embedding;

/// <summary>
/// Lets one thread pass at a time, since threads of cells may print at once, and none any more once it was closed. It does so in a finally block,
/// in which no thread is aborted: no front end is left with half a message.
/// </summary>
internal sealed class OutputGate
{
    private readonly Lock _gate = new();
    private bool _closed;

    /// <summary>Does it when nobody else does, or not at all.</summary>
    public void Pass(Action action)
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

    /// <summary>Drops what comes from now on.</summary>
    public void Close() => Pass(() => _closed = true);
}
