using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Pages;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>Runs a notebook file and writes what was asked for.</summary>
internal sealed class NotebookCommand(RunOptions options)
{
    private readonly List<string> _problems = [];

    /// <summary>Does it. What cannot be done is said on standard error; all else is done nevertheless.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var standardOutput = options.Format == OutputFormat.Json ? StandardOutput.Reserve() : StandardOutput.Shared();
        var executed = await ExecuteAsync(ViewFor(options.Format, standardOutput.Writer), standardOutput, cancellationToken);
        return Conclude(executed, standardOutput, cancellationToken.IsCancellationRequested);
    }

    /// <returns>The executed notebook; <see langword="null"/> when it could not be run.</returns>
    private async Task<ExecutedNotebook?> ExecuteAsync(RunView view, StandardOutput standardOutput, CancellationToken cancellationToken)
    {
        try
        {
            var notebook = await OpenAsync(options.Notebook, cancellationToken);
            ReadFiles.Protect(notebook);

            // Cells run in the notebook's folder; what the command line names is meant from where it was typed.
            var html = options.Html is null ? null : NotebookFile.Writable(options.Html, mayBeSource: false);
            var save = options.Save is null ? null : NotebookFile.Writable(options.Save, mayBeSource: true);
            if (OutputFiles.Collision((options.Html, "--html"), (options.Save, "--save")) is { } collision)
                throw new NotebookException(collision);
            Environment.CurrentDirectory = notebook.Folder;
            SavedReports.Check(notebook, [(html, "--html"), (save, "--save")]);
            await using var session = new EmbeddedSession(notebook.Folder) { AllowsShell = options.AllowShell || ShellRun.IsAllowedByEnvironment };
            var run = new NotebookRun(notebook, session, view);
            AppDomain.CurrentDomain.ProcessExit += ProcessEnds;
            ExecutedNotebook executed;
            try
            {
                executed = await run.RunAsync(options.KeepGoing, options.CellTimeout, cancellationToken);
            }
            finally
            {
                AppDomain.CurrentDomain.ProcessExit -= ProcessEnds;
            }

            WriteFiles(executed);
            if (executed.WhyNothingRan is { } reason)
                _problems.Add(reason);
            return executed;

            void WriteFiles(ExecutedNotebook executed)
            {
                Write(html, () => NotebookPage.Render(executed));
                Write(save, () => IpynbWriter.Write(executed));
            }

            // Runs on the thread that ends the process, and the process waits for it.
            void ProcessEnds(object? sender, EventArgs arguments)
            {
                var reason = $"The cell ended the notebook's process with exit code {Environment.ExitCode} (Environment.Exit). Its variables are gone, and the cells after it cannot run. Measured code ends its worker only, unless it is measured with --in-process.";
                if (run.Abandon(reason, Keep) is { } abandoned)
                    Environment.ExitCode = Conclude(abandoned, standardOutput, interrupted: false);
            }

            void Keep(ExecutedNotebook abandoned)
            {
                // Said at once: the process may be ended while the rest is being shown.
                Environment.ExitCode = ExitCodes.Failed;
                WriteFiles(abandoned);
            }
        }
        catch (Exception e)
        {
            var sentence = e is NotebookException ? e.Message : UnexpectedFailure.Sentence(e);
            _problems.Add(sentence);
            view.Refuse(Path.GetFileName(options.Notebook), sentence);
            return null;
        }
    }

    /// <summary>A pipe that nobody writes to, or a share that does not answer, would be waited for without end.</summary>
    private static async Task<Notebook> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => NotebookFile.Open(path), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new NotebookException($"Interrupted before '{path}' was read.", e);
        }
    }

    /// <returns>The exit code.</returns>
    private int Conclude(ExecutedNotebook? executed, StandardOutput standardOutput, bool interrupted)
    {
        standardOutput.Writer.Flush();
        if (standardOutput.Failure is { } failure)
            _problems.Add($"Standard output cannot be written: {failure}");
        ErrorOutput.Write(_problems);
        return executed is null && interrupted ? ExitCodes.Interrupted
            : _problems.Count > 0 || executed is null ? ExitCodes.Unusable
            : executed.Succeeded ? ExitCodes.Success
            : executed.Interrupted ? ExitCodes.Interrupted
            : ExitCodes.Failed;
    }

    private static RunView ViewFor(OutputFormat format, TextWriter writer) => format switch
    {
        OutputFormat.Json => new JsonView(writer),
        OutputFormat.Markdown => new MarkdownView(writer),
        _ => new TextView(writer),
    };

    /// <summary>One file that cannot be written, or made, is no reason not to write the other.</summary>
    private void Write(string? path, Func<string> text)
    {
        if (path is null)
            return;
        try
        {
            NotebookFile.Write(path, text());
        }
        catch (Exception e)
        {
            _problems.Add(e is NotebookException ? e.Message : $"'{path}' was not written. {UnexpectedFailure.Sentence(e)}");
        }
    }
}
