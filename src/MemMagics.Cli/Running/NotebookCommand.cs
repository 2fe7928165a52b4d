using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Pages;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>Runs a notebook file and writes what was asked for.</summary>
internal sealed class NotebookCommand(RunOptions options)
{
    /// <returns>The exit code.</returns>
    /// <exception cref="NotebookException">A file cannot be read or written.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var notebook = NotebookFile.Open(options.Notebook);

        // Cells run in the notebook's folder; what the command line names is meant from where it was typed.
        var html = options.Html is null ? null : Writable(options.Html);
        var save = options.Save is null ? null : Writable(options.Save);
        using var standardOutput = options.Format == OutputFormat.Json ? StandardOutput.Reserve() : StandardOutput.Shared();
        var executed = await InFolderAsync(notebook, ViewFor(options.Format, standardOutput.Writer), cancellationToken);
        if (html is not null)
            NotebookFile.Write(html, NotebookPage.Render(executed));
        if (save is not null)
            NotebookFile.Write(save, IpynbWriter.Write(executed));
        return executed.Succeeded ? ExitCodes.Success : executed.Interrupted ? ExitCodes.Interrupted : ExitCodes.Failed;
    }

    private async Task<ExecutedNotebook> InFolderAsync(Notebook notebook, RunView view, CancellationToken cancellationToken)
    {
        var original = Environment.CurrentDirectory;
        Environment.CurrentDirectory = notebook.Folder;
        try
        {
            await using var session = new EmbeddedSession(notebook.Folder);
            return await new NotebookRun(notebook, session, view).RunAsync(options.KeepGoing, cancellationToken);
        }
        finally
        {
            Environment.CurrentDirectory = original;
        }
    }

    private static RunView ViewFor(OutputFormat format, TextWriter writer) => format switch
    {
        OutputFormat.Json => new JsonView(writer),
        OutputFormat.Markdown => new MarkdownView(writer),
        _ => new TextView(writer),
    };

    /// <summary>Refuses a wrong output path before the notebook has run for minutes, not after.</summary>
    private static string Writable(string path)
    {
        var fullPath = Path.GetFullPath(path);
        if (Directory.Exists(fullPath))
            throw new NotebookException($"'{path}' cannot be written: it is a folder.");
        return Directory.Exists(Path.GetDirectoryName(fullPath))
            ? fullPath
            : throw new NotebookException($"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(fullPath)}'.");
    }
}
