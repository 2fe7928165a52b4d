using MemMagics.Cli.Embedding;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Programs;

/// <summary>What is said while a script is prepared: progress on the terminal, notes on standard error.</summary>
internal sealed class PreparationOutput(StatusLine status) : ICellOutput
{
    public void Write(OutputStream stream, string text)
    {
        status.Clear();
        ErrorOutput.Write(text.TrimEnd('\n'));
    }

    public void Display(DisplayedContent content)
    {
    }

    public void Update(DisplayedContent content)
    {
    }

    public void Fail(CellError error)
    {
    }

    public void Wait(string? step) => status.Show(step);
}
