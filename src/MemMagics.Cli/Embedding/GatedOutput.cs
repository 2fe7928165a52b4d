using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Passes on the output of a cell's threads, one at a time, and drops it once the cell was interrupted.</summary>
/// <param name="output">Receives it.</param>
/// <param name="input">Whom the same threads can ask.</param>
internal sealed class GatedOutput(ICellOutput output, ICellInput input) : ICellOutput
{
    private readonly OutputGate _gate = new();

    /// <summary>Not behind the gate, which nobody is to hold while a person thinks.</summary>
    public ICellInput Input => input;

    public bool TellsOfCompiler => output.TellsOfCompiler;

    public void Write(OutputStream stream, string text) => _gate.Pass(() => output.Write(stream, text));

    public void Display(DisplayedContent content) => _gate.Pass(() => output.Display(content));

    public void Update(DisplayedContent content) => _gate.Pass(() => output.Update(content));

    public void Fail(CellError error) => _gate.Pass(() => output.Fail(error));

    public void Wait(string? step) => _gate.Pass(() => output.Wait(step));

    /// <summary>Drops what comes from now on.</summary>
    public void Close() => _gate.Close();
}
