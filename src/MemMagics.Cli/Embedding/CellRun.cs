using System.Diagnostics;
using MemMagics.Cli.Completion;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Display;
using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using MemMagics.Magics;
using MemMagics.Reports;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>One cell on its way through the session, piece by piece.</summary>
internal sealed class CellRun(SessionParts session, CellSource cell, ICellOutput output)
{
    private readonly List<Report> _reports = [];
    private readonly CellScope _scope = new();

    /// <summary>The files that import this cell, the outermost first; empty for a cell of the notebook itself.</summary>
    public IReadOnlyList<string> Importing { get; init; } = [];

    /// <summary>The measurements made so far.</summary>
    public IReadOnlyList<Report> Reports => _reports;

    /// <summary>Runs the cell to its end or its first error.</summary>
    /// <returns>Why it failed; <see langword="null"/> when it did not.</returns>
    public async Task<CellError?> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        session.Documents.Add(cell);
        if (cell.Language == CellLanguages.CSharp && HelpQuery.Read(cell.Text) is { } query)
        {
            output.Display(DisplayForms.Of(Guid.NewGuid().ToString("N"), query.Answer(session.Script)));
            return null;
        }

        if (cell.Language == CellLanguages.CSharp && CSharpNesting.IsTooDeep(cell.Text))
            return new CellError("TooDeep", $"{cell.Document} nests more brackets than the C# compiler can read in any useful time. Give the inner ones names of their own, or close those that are open.", []);

        var longer = CellPieces.LongerLines(cell.Text, cell.Language, session.Script.Knows);
        var pieces = CellPieces.Of(cell.Text, cell.Document, cell.Language, session.Script.Knows).Select(piece => (Piece: piece, Directives: DirectivesOf(piece).WithoutBlankOn(longer))).ToList();
        if (pieces.Select(piece => FaultOf(piece.Piece) ?? piece.Directives.Unknown.FirstOrDefault()).OfType<CellError>().FirstOrDefault() is { } fault)
            return fault;

        try
        {
            return await RunAsync(pieces, cancellationToken);
        }
        finally
        {
            if (pieces.Exists(piece => piece.Directives.Timed))
                output.Write(OutputStream.Out, $"Wall time: {WallTime(Stopwatch.GetElapsedTime(started))}\n");
        }
    }

    private async Task<CellError?> RunAsync(IReadOnlyList<(CellPiece Piece, HostDirectives Directives)> pieces, CancellationToken cancellationToken)
    {
        CellError? error = null;
        try
        {
            for (var i = 0; i < pieces.Count && error is null; i++)
                error = await RunAsync(pieces[i].Piece, pieces[i].Directives, cancellationToken);
        }
        catch (CompilationErrorException e)
        {
            error = ErrorText.Of(e);
        }
        catch (MissingResultException e)
        {
            error = new CellError("Result", $"{cell.Document}: {e.Message}", []);
        }
        catch (LibraryException e)
        {
            error = new CellError("Package", e.Message, []);
        }
        catch (BuildException e)
        {
            error = new CellError("Build", e.Message, []);
        }
        finally
        {
            // The scope of its using declarations is the whole cell, what it displays and measures included.
            if (await _scope.EndAsync(cancellationToken) is { } thrown)
                error ??= ErrorText.Of(thrown);
        }

        return error;
    }

    private HostDirectives DirectivesOf(CellPiece piece) =>
        piece is CodePiece code ? HostDirectives.Read(ScriptText.StartingAtLine(code.Line, code.Text), cell.Document) : HostDirectives.None;

    private CellError? FaultOf(CellPiece piece) =>
        piece is DirectivePiece { Fault: { } fault } ? new CellError("Magic", $"{cell.Document}, line {piece.Line}: {fault}", []) : null;

    private async Task<CellError?> RunAsync(CellPiece piece, HostDirectives directives, CancellationToken cancellationToken)
    {
        switch (piece)
        {
            case MagicPiece magic:
                return await RunMagicAsync(magic.Command, cancellationToken);
            case DirectivePiece directive:
                return await new HostMagicRun(session, cell, output) { Scope = _scope, Reports = _reports, Importing = Importing }.RunAsync(directive, cancellationToken);
            case SectionPiece other:
                return await new SectionRun(session, cell, output).RunAsync(other.Section, cancellationToken);
            default:
                return await RunCodeAsync(directives, cancellationToken);
        }
    }

    private async Task<CellError?> RunMagicAsync(MagicCommand command, CancellationToken cancellationToken)
    {
        var magic = new MagicRun(session, cell, output);
        var error = await magic.RunAsync(command, cancellationToken);
        if (magic.Report is { } report)
            _reports.Add(report);
        return error;
    }

    private async Task<CellError?> RunCodeAsync(HostDirectives directives, CancellationToken cancellationToken)
    {
        await session.References.AddAsync(directives, session.Script, output, cancellationToken);
        if (string.IsNullOrWhiteSpace(directives.Code))
            return null;

        var code = await session.Script.WithResultsAsync(directives.Code);
        var outcome = await session.Script.RunAsync(code, cell.Document, _scope, cancellationToken, output.TellsOfCompiler ? output.Wait : null);
        if (outcome.Exception is { } exception)
            return cancellationToken.IsCancellationRequested ? CellError.Interrupted("Interrupted.", ErrorText.Of(exception).Places) : ErrorText.Of(exception);
        if (outcome.HasValue && !IsDisplayed(outcome.Value))
        {
            session.Script.Keep(cell.Document, outcome.Value);
            output.Display(await FormattedAsync(outcome.Value, cancellationToken));
        }

        return null;
    }

    /// <summary>Whether a value is what <c>display</c> returns. Asked by name: the library of that type need not be loaded for it.</summary>
    private static bool IsDisplayed(object? value) => value?.GetType().FullName == $"{FormattingLibrary.Name}.DisplayedValue";

    /// <summary>Making a value's text runs the author's code (getters, iterators), which has to be stoppable.</summary>
    private static Task<DisplayedContent> FormattedAsync(object? value, CancellationToken cancellationToken) =>
        StoppableThreads.RunAsync(() => Task.FromResult(DisplayForms.ResultOf(value)), cancellationToken);

    private static string WallTime(TimeSpan elapsed) =>
        elapsed.TotalSeconds >= 1 ? $"{elapsed.TotalSeconds:0.00} s" : $"{elapsed.TotalMilliseconds:0.0} ms";
}
