using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>Shows a run on standard output, in one format. Whatever a format does not show as it happens, it ignores.</summary>
internal abstract class RunView : ICellOutput
{
    /// <summary>On standard error, where the document is not.</summary>
    protected StatusLine Status { get; } = new();

    /// <summary>Whether somebody sees at once, on a terminal, what cells print: only then can they ask there.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>A cell is about to run, or to be passed over.</summary>
    public virtual void Begin(Cell cell)
    {
    }

    /// <summary>A cell has run, or was passed over.</summary>
    public virtual void End(ExecutedCell cell)
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void Finish(ExecutedNotebook notebook)
    {
    }

    /// <summary>There is nothing to show: the notebook cannot be run.</summary>
    public virtual void Refuse(string notebook, string sentence)
    {
    }

    public virtual void Write(OutputStream stream, string text)
    {
    }

    public virtual void Display(DisplayedContent content)
    {
    }

    public virtual void Update(DisplayedContent content)
    {
    }

    public virtual void Fail(CellError error)
    {
    }

    public void Wait(string? step) => Status.Show(step);
}
