namespace MemMagics.Cli.Embedding;

/// <summary>The texts of a session's cells by name, for reports that show source lines.</summary>
internal sealed class SessionDocuments
{
    private readonly Dictionary<string, string> _cells = [];

    public void Add(CellSource cell) => _cells[cell.Document] = cell.Text;

    /// <summary>The text as its author sees it; <see langword="null"/> for what is neither a cell nor a loaded file.</summary>
    public string? Find(string document)
    {
        if (_cells.TryGetValue(document, out var text))
            return text;
        try
        {
            return Path.IsPathRooted(document) ? File.ReadAllText(document) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
