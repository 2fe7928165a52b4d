using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Embedding;

/// <summary>A notebook that another one imports.</summary>
/// <param name="Cells">Its cells that this host does something with, in order; their names begin with the file's.</param>
/// <param name="Fault">Why it cannot be read, as a sentence; <see langword="null"/> when it can.</param>
internal sealed record ImportedNotebook(IReadOnlyList<CellSource> Cells, string? Fault)
{
    /// <param name="path">Full path of the file. Prose in it is left out.</param>
    public static ImportedNotebook Read(string path)
    {
        try
        {
            var notebook = NotebookFile.Open(path);
            return new ImportedNotebook([.. notebook.Cells.Where(cell => cell.Runs).Select(cell => new CellSource($"{notebook.Name} {cell.Document}", cell.Text) { Language = cell.Language })], null);
        }
        catch (NotebookException e)
        {
            return new ImportedNotebook([], e.Message);
        }
    }
}
