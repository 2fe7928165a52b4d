namespace MemMagics.Cli.Embedding;

/// <summary>Lets one thread at a time through: a cell's threads may print at once.</summary>
internal sealed class GatedOutput(ICellOutput output) : ICellOutput
{
    private readonly Lock gate = new();

    public void Write(OutputStream stream, string text)
    {
        lock (gate)
            output.Write(stream, text);
    }

    public void Display(DisplayedContent content)
    {
        lock (gate)
            output.Display(content);
    }

    public void Update(DisplayedContent content)
    {
        lock (gate)
            output.Update(content);
    }

    public void Fail(CellError error)
    {
        lock (gate)
            output.Fail(error);
    }

    public void Wait(string? step)
    {
        lock (gate)
            output.Wait(step);
    }
}
