using MemMagics.Cli.Embedding;

namespace MemMagics.Cli.Notebooks;

/// <summary>Reads notebooks for those that import them.</summary>
internal static class ImportedNotebooks
{
    /// <summary>The cells that this host does something with; prose is left out.</summary>
    /// <param name="path">Full path of the file.</param>
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
