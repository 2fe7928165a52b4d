namespace MemMagics.Cli.Embedding;

/// <summary>Whom a running cell can ask. Called by the cell's threads, one at a time or several at once; an interrupt of the cell wakes those that wait.</summary>
internal interface ICellInput
{
    /// <param name="prompt">What is asked; empty when the cell has printed that itself.</param>
    /// <param name="isPassword">Whether the answer is not to be seen.</param>
    /// <returns>One line, without its end; <see langword="null"/> at the end of the input.</returns>
    /// <exception cref="InvalidOperationException">There is nobody to ask; the message is a sentence for the cell's author.</exception>
    string? Ask(string prompt, bool isPassword);
}
