using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Cli.Running;

/// <summary>The files that a notebook's magics save reports to (<c>-T</c>), looked at before the first cell runs.</summary>
internal static class SavedReports
{
    /// <param name="notebook">The notebook; the working directory is its folder.</param>
    /// <param name="others">The files of the run itself, and which option names each.</param>
    /// <exception cref="NotebookException">One would replace the notebook, or what another one has written, or cannot be written.</exception>
    public static void Check(Notebook notebook, IEnumerable<(string? Path, string Option)> others)
    {
        var taken = others.Where(static other => other.Path is not null).Select(static other => (Path: other.Path!, Sentence: $"{other.Option} writes to it, too")).ToList();
        foreach (var (cell, path) in notebook.Cells.Where(static cell => cell.HasCSharp).SelectMany(static cell => PathsIn(cell).Select(path => (cell, path))))
        {
            try
            {
                CheckUnlessTheFolderIsStillToCome(path);
                if (taken.FirstOrDefault(other => OutputFiles.Collide(other.Path, path)) is { Sentence: { } sentence })
                    throw new MagicException($"The report cannot be saved to '{path}': {sentence}. Name another file.");
            }
            catch (MagicException e)
            {
                throw new NotebookException($"Nothing was run, for what {cell.Document} asks for: {e.Message}", e);
            }

            taken.Add((path, $"{cell.Document} saves to it, too"));
        }
    }

    /// <summary>An earlier cell may make the folder. When the magic's turn comes, and before it measures, it is there or not.</summary>
    private static void CheckUnlessTheFolderIsStillToCome(string path)
    {
        if (path.Length == 0 || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            ReportFile.Check(path);
    }

    private static IEnumerable<string> PathsIn(Cell cell) =>
        !cell.Text.Contains("-T", StringComparison.Ordinal) && !cell.Text.Contains("--save", StringComparison.Ordinal) ? []
        : CSharpNesting.IsTooDeep(cell.Text) ? []
        : CellPieces.Of(cell.Text, cell.Document, cell.Language)
            .OfType<MagicPiece>()
            .Select(static piece => (piece.Command as MeasureCommand)?.Request.SaveTo)
            .OfType<string>();
}
