namespace MemMagics.Cli.Embedding;

/// <summary>The input of cells where there is nobody to ask.</summary>
/// <param name="sentence">What they are told instead.</param>
internal sealed class RefusingInput(string sentence) : ICellInput
{
    public string? Ask(string prompt, bool isPassword) => throw new InvalidOperationException(sentence);
}
