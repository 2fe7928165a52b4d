using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>Where a running cell's output goes: a terminal, a record, a Jupyter front end. Called by one thread at a time.</summary>
internal interface ICellOutput
{
    /// <summary>Whether it says that the compiler takes long. A front end that marks the cell that runs need not.</summary>
    bool TellsOfCompiler => false;

    /// <summary>Text that the cell wrote to its console.</summary>
    void Write(OutputStream stream, string text);

    /// <summary>Something that the cell displays.</summary>
    void Display(DisplayedContent content);

    /// <summary>A new state of something displayed before, by this cell or an earlier one.</summary>
    void Update(DisplayedContent content);

    /// <summary>Why the cell fails.</summary>
    void Fail(CellError error);

    /// <summary>What the cell is waiting for; <see langword="null"/> when it waits no more. Progress for people, never part of the result.</summary>
    void Wait(string? step);
}
