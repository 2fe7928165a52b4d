using MemMagics.Cli.Directives;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>A notebook taken apart: its code, its comments, and what its directives ask for.</summary>
internal sealed class NotebookParts
{
    private const string OwnPackage = "MemMagics";

    private readonly List<NotebookPart> _all = [];
    private readonly List<PackageRequest> _packages = [];
    private readonly List<string> _sources = [];
    private readonly List<string> _projects = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _loading = [];
    private readonly string _folder;

    private NotebookParts(string folder) => _folder = folder;

    /// <summary>In the notebook's order.</summary>
    public IReadOnlyList<NotebookPart> All => _all;

    /// <summary>Packages of <c>#r "nuget: …"</c>, each once.</summary>
    public IReadOnlyList<PackageRequest> Packages => _packages;

    /// <summary>Package sources of <c>#i</c>.</summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>Full paths of the projects that <c>#r</c> names.</summary>
    public IReadOnlyList<string> Projects => _projects;

    /// <summary>What of the notebook has no counterpart in a file, as sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <exception cref="PackageException">A directive names no package.</exception>
    public static NotebookParts Of(Notebook notebook)
    {
        var parts = new NotebookParts(notebook.Folder);
        foreach (var cell in notebook.Cells)
            parts.Add(cell);
        return parts;
    }

    private void Add(Cell cell)
    {
        if (cell.IsProse)
        {
            _all.Add(new CommentPart(cell.Document, cell.Text));
        }
        else if (!cell.IsCSharp)
        {
            _all.Add(new CommentPart(cell.Document, $"#!{cell.Language}\n{cell.Text}"));
            _notes.Add($"{cell.Document} is {cell.Language}, which a C# file cannot hold: it is a comment.");
        }
        else if (CSharpNesting.IsTooDeep(cell.Text))
        {
            LeaveOut(cell.Document, cell.Text, $"{cell.Document} nests more brackets than the C# compiler can read.");
        }
        else
        {
            AddCode(cell.Document, cell.Text, _folder);
        }
    }

    /// <param name="document">What the code is called.</param>
    /// <param name="text">The code.</param>
    /// <param name="folder">The folder that its relative paths begin at.</param>
    private void AddCode(string document, string text, string folder)
    {
        foreach (var piece in CellPieces.Of(text, document))
        {
            if (piece is CodePiece code)
                AddCode(document, HostDirectives.Read(ScriptText.StartingAtLine(code.Line, code.Text), document), folder);
            else if (piece is DirectivePiece directive)
                LeaveOut(document, directive.Magic.HasCode ? $"{directive.Magic.Name}{directive.Code.TrimEnd()}" : LineOf(text, piece.Line), $"{document}, line {piece.Line}: {directive.Magic.Name} is of notebooks only.");
            else if (piece is SectionPiece { Section: var section })
                LeaveOut(document, $"#!{section.Language} {section.Arguments}".TrimEnd() + $"\n{section.Text.TrimEnd()}", $"{document}, line {piece.Line}: the part in {section.Language} is nothing that a C# file can hold.");
            else if (piece is MagicPiece { Command: MeasureCommand { Request: var request } } magic)
                _all.Add(new CodePart(document, new DirectiveLines(ScriptText.StartingAtLine(request.Origin.Line, request.Code)).Text) { Measured = request, Magic = MagicText(text, magic.Line, request) });
            else if (piece is MagicPiece { Command: InvalidCommand invalid })
                LeaveOut(document, LineOf(text, piece.Line), $"{document}, line {piece.Line}: {invalid.Sentence}");
            else
                _all.Add(new CommentPart(document, LineOf(text, piece.Line)));
        }
    }

    private void AddCode(string document, HostDirectives directives, string folder)
    {
        foreach (var unknown in directives.Unknown)
            _notes.Add($"{unknown.Message} The line is left out.");
        foreach (var package in directives.References.Select(PackageRequest.Parse))
        {
            if (!package.Id.Equals(OwnPackage, StringComparison.OrdinalIgnoreCase) && !_packages.Exists(known => known.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)))
                _packages.Add(package);
        }

        _sources.AddRange(directives.Sources.Except(_sources).ToList());
        if (directives.Timed)
            _notes.Add($"{document} was timed with #!time: a Stopwatch does that in a file.");

        var code = new DirectiveLines(directives.Code);
        _projects.AddRange(directives.Projects.Select(project => Path.GetFullPath(project, folder)).Except(_projects).ToList());
        foreach (var load in code.Loads)
            Load(load, document, folder);
        if (CSharpText.HasTokens(code.Text) || code.HasComments)
            _all.Add(new CodePart(document, code.Text));
    }

    /// <summary>A script that is loaded is code before the cell's own. (A file that <c>#:include</c> names could hold no statements.)</summary>
    private void Load(string name, string document, string folder)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0'))
        {
            LeaveOut(document, $"#load \"{name}\"", $"{document}: #load names no file: write #load \"script.csx\".");
            return;
        }

        var path = Path.GetFullPath(name, folder);
        if (!_loading.Add(path))
            return;
        try
        {
            var text = File.ReadAllText(path);
            _all.Add(new CommentPart(name, $"From {name}:"));
            AddCode(name, text, Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LeaveOut(document, $"#load \"{name}\"", $"{document} loads '{name}', which cannot be read: {e.Message}");
        }
        finally
        {
            _loading.Remove(path);
        }
    }

    private void LeaveOut(string document, string text, string note)
    {
        _all.Add(new CommentPart(document, text));
        _notes.Add($"{note} It is a comment.");
    }

    private static string LineOf(string text, int line) => CSharpText.Lines(text)[line - 1].ToString().Trim();

    private static string MagicText(string text, int line, MeasureRequest request)
    {
        var magic = CSharpText.Lines(text)[line - 1].ToString();
        return (request.Origin.Line == line ? magic[..(request.Origin.Column - 1)] : magic).Trim().TrimStart('%', '#', '!').Insert(0, "#!");
    }
}
