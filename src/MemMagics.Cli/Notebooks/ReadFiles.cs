using System.Text.RegularExpressions;

namespace MemMagics.Cli.Notebooks;

/// <summary>The files that notebooks and scripts read by a directive: <c>#load</c>, <c>#r</c>, <c>#!import</c>.</summary>
internal static partial class ReadFiles
{
    /// <summary>Has them, and the notebook itself, refused as places to write to.</summary>
    public static void Protect(Notebook notebook)
    {
        WholeFile.Protect(notebook.Path, "the notebook itself");
        foreach (var cell in notebook.Cells.Where(static cell => !cell.IsProse))
            Protect(cell.Text, notebook.Folder, cell.Document);
    }

    /// <summary>Has those refused that some code reads.</summary>
    /// <param name="code">The code.</param>
    /// <param name="folder">The folder in which its names are meant.</param>
    /// <param name="reader">What the code is called.</param>
    public static void Protect(string code, string folder, string reader)
    {
        foreach (Match directive in Directive().Matches(code))
        {
            var path = Path.Combine(folder, directive.Groups["path"].Value.Trim());
            if (File.Exists(path))
                WholeFile.Protect(path, $"read by {reader}");
        }
    }

    [GeneratedRegex("""^[ \t]*#(load|r|!import)[ \t]+"?(?<path>[^"\r\n]+)""", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
