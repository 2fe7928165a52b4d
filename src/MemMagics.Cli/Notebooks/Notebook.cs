using System.Text.Json.Nodes;

namespace MemMagics.Cli.Notebooks;

/// <summary>A notebook as read from its file.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Cells">Its cells in order, markdown included.</param>
internal sealed record Notebook(string Path, IReadOnlyList<Cell> Cells)
{
    /// <summary>An <c>.ipynb</c> file's JSON as read, so that saving loses nothing of it; <see langword="null"/> for a <c>.dib</c> file.</summary>
    public JsonObject? Document { get; init; }

    /// <summary>The JSON of a <c>.dib</c> file's <c>#!meta</c> section; <see langword="null"/> when there is none.</summary>
    public JsonObject? Meta { get; init; }

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}
