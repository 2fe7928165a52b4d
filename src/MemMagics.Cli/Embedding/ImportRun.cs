using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Reports;

namespace MemMagics.Cli.Embedding;

/// <summary>One <c>#!import</c>: the cells of another file, run in this session.</summary>
internal sealed class ImportRun(SessionParts session, CellSource cell, ICellOutput output)
{
    /// <summary>Receives the measurements of the file.</summary>
    public required List<Report> Reports { get; init; }

    /// <summary>The files that import the cell, the outermost first.</summary>
    public required IReadOnlyList<string> Importing { get; init; }

    /// <returns>Why the cell fails, with the file's name; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(DirectivePiece directive, CancellationToken cancellationToken)
    {
        var arguments = AnsweredArguments.Of(session.Input, HostMagics.Import, directive.Arguments).Read;
        if (arguments.Fault is not null || arguments.Words is not [{ Length: > 0 } file] || file.Contains('\0'))
            return Faulty(arguments.Fault ?? $"{HostMagics.Import} takes one file: {HostMagics.Import} setup.dib. Put a path with blanks in quotes.");

        var path = Path.GetFullPath(file, Importing is [.., var importer] ? Path.GetDirectoryName(importer)! : session.Folder);
        if (Importing.Contains(path))
            return Faulty($"'{file}' imports itself: {string.Join(", which imports ", Importing.Append(path).Select(imported => Path.GetFileName(imported)))}.");

        var notebook = Read(path, file);
        if (notebook.Fault is { } fault)
            return Faulty(fault);
        foreach (var imported in notebook.Cells)
        {
            var run = new CellRun(session, imported, output) { Importing = [.. Importing, path] };
            var error = await run.RunAsync(cancellationToken);
            Reports.AddRange(run.Reports);
            if (error is not null)
                return (error.IsOfImport || error.Text.Contains(imported.Document, StringComparison.Ordinal) ? error : error with { Message = $"{imported.Document}: {error.Message}" }) with { IsOfImport = true };
        }

        return null;

        CellError Faulty(string sentence) => new("Magic", $"{cell.Document}, line {directive.Line}: {sentence}", []);
    }

    private static ImportedNotebook Read(string path, string file)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".cs" or ".csx"))
            return ImportedNotebook.Read(path);
        try
        {
            return new ImportedNotebook([new CellSource(Path.GetFileName(path), File.ReadAllText(path))], null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ImportedNotebook([], $"there is no file '{file}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ImportedNotebook([], $"'{file}' cannot be read: {e.Message}");
        }
    }
}
