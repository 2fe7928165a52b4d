using MemMagics.Cli.Converting;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Tests.Converting;

/// <summary>A notebook of C# cells as <c>memmagics convert</c> turns it into <c>app.cs</c>, in this process.</summary>
internal sealed record ConvertedNotebook(ShapedFile Shaped, string Code)
{
    private const string LastHeadLine = "// Made of n.dib by 'memmagics convert'.\n";

    public IReadOnlyList<string> Notes => Shaped.Notes;

    public static Task<ConvertedNotebook> OfAsync(params string[] cells) => OfFileAsync(string.Concat(cells.Select(cell => $"#!csharp\n\n{cell}\n\n")));

    /// <param name="dib">The notebook.</param>
    /// <param name="others">Files beside it.</param>
    public static async Task<ConvertedNotebook> OfFileAsync(string dib, params (string Name, string Text)[] others)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in others)
            folder.File(name, text);
        var notebook = NotebookFile.Open(folder.File("n.dib", dib));
        var parts = NotebookParts.Of(notebook);
        var binding = await NotebookBinding.OfAsync(parts, notebook.Folder, [], CancellationToken.None);
        var head = FileHead.Text(parts, binding, [], notebook.Name, notebook.Folder);
        var shaped = new FileShaping(parts, binding, new FileCheck([]), head, "app.cs").Shape(CancellationToken.None);
        return new ConvertedNotebook(shaped with { Notes = [.. parts.Notes, .. shaped.Notes] }, shaped.Text[(shaped.Text.IndexOf(LastHeadLine, StringComparison.Ordinal) + LastHeadLine.Length)..].Trim());
    }
}
