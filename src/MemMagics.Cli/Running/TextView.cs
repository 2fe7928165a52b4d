using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Running;

/// <summary>The run as plain text, as it happens: prose, the first line of each cell, and all that it puts out.</summary>
internal sealed class TextView(TextWriter writer) : RunView
{
    private static readonly TerminalColors s_colors = TerminalColors.OfStandardOutput();

    private readonly GuardedWriter _errors = new(StandardStream.Error());
    private readonly Func<int?> _width = FollowedWidth.OfStandardOutput();
    private readonly PrintedText _printed = new();
    private readonly PrintedText _printedErrors = new();
    private bool _atLineStart = true;
    private bool _isAfterReport;

    public override bool IsTerminal { get; } = !Console.IsOutputRedirected;

    public override void Begin(Cell cell)
    {
        _isAfterReport = false;
        if (cell.IsProse)
            WriteProse(cell);
        else
            writer.WriteLine(s_colors.Dim($"[{cell.Index}] {TerminalText.Plain(FirstLine(cell.Text))}"));
    }

    public override void End(ExecutedCell cell)
    {
        EndPrinted();
        if (cell.Result.Status == CellStatus.Skipped)
            writer.WriteLine(s_colors.Dim(cell.Cell.Runs ? "skipped" : $"skipped: this host runs C# only, and the cell is {TerminalText.Plain(cell.Cell.Language)}"));
        else if (cell.Result.Status == CellStatus.Failed)
            writer.WriteLine(s_colors.Bad($"[{cell.Cell.Index}] failed"));
        if (!cell.Cell.IsProse)
            writer.WriteLine();
        writer.Flush();
    }

    public override void Finish(ExecutedNotebook notebook)
    {
        var code = notebook.Cells.Where(cell => !cell.Cell.IsProse).ToList();
        var parts = new[] { (CellStatus.Ok, "ok"), (CellStatus.Failed, "failed"), (CellStatus.Skipped, "skipped") }
            .Select(state => (Cells: code.Where(cell => cell.Result.Status == state.Item1).Select(cell => cell.Cell.Index).ToList(), Name: state.Item2))
            .Where(part => part.Cells.Count > 0 || part.Name == "ok")
            .Select(part => $"{part.Cells.Count} {part.Name}{(part.Name == "failed" ? $" (cell{(part.Cells.Count == 1 ? "" : "s")} {string.Join(", ", part.Cells)})" : "")}");
        var summary = $"{TerminalText.Plain(notebook.Notebook.Name)}: {string.Join(", ", parts)}{(notebook.Interrupted ? " (interrupted)" : "")}";
        writer.WriteLine(notebook.Succeeded ? s_colors.Good(summary) : s_colors.Bad(summary));
        writer.Flush();
    }

    public override void Write(OutputStream stream, string text)
    {
        Status.Clear();
        var (target, shown) = stream == OutputStream.Out ? (writer, _printed.Next(text)) : (_errors, _printedErrors.Next(text));
        if (shown.Length == 0)
            return;
        target.Write(shown);
        target.Flush();
        _atLineStart = shown.EndsWith('\n');
    }

    public override void Display(DisplayedContent content)
    {
        Status.Clear();
        EndPrinted();

        // One report below another: where each begins.
        if (content.Report is not null && _isAfterReport)
            writer.WriteLine();
        _isAfterReport = content.Report is not null;

        // A report holds names and source; a value's text is as much the program's as what it prints.
        if (content.Report is not { } report)
            writer.WriteLine(_printed.Next(content.Text.TrimEnd('\n')) + _printed.End());
        else
            writer.WriteLine(ReportLines.Of(report, s_colors, _width()));
        writer.Flush();
    }

    public override void Update(DisplayedContent content) => Display(content);

    public override void Fail(CellError error)
    {
        Status.Clear();
        EndPrinted();
        writer.WriteLine(s_colors.Bad(ShortLines.Of(TerminalText.Plain(error.Text), _width())));
        writer.Flush();
    }

    /// <summary>What comes now is not the program's: its line is over, and its colours.</summary>
    private void EndPrinted()
    {
        writer.Write(_printed.End());
        _errors.Write(_printedErrors.End());
        if (!_atLineStart)
            writer.WriteLine();
        _atLineStart = true;
    }

    private void WriteProse(Cell cell)
    {
        foreach (var line in ProseText.Of(s_colors, _width()).Lines(cell))
            writer.WriteLine(line);
        writer.WriteLine();
    }

    private static string FirstLine(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Take(2).ToList();
        return lines.Count == 0 ? "" : lines.Count == 1 ? lines[0] : $"{lines[0]} …";
    }
}
