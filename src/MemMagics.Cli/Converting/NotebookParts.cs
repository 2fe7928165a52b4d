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
    private readonly Dictionary<string, string> _kept = [];
    private readonly List<string> _lacks = [];

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
        var parts = new NotebookParts();
        foreach (var cell in notebook.Cells)
            parts.Add(cell, cell.Document, notebook.Folder);
        return parts;
    }

    private void Add(Cell cell, string document, string folder)
    {
        if (cell.IsProse)
        {
            _all.Add(new CommentPart(document, cell.Text));
        }
        else if (cell.Language == CellLanguages.Value)
        {
            AddCode(document, cell.Text, folder, cell.Language);
        }
        else if (!cell.IsCSharp && !cell.HasCSharp)
        {
            _all.Add(new CommentPart(document, $"#!{cell.Language}\n{cell.Text}"));
            _notes.Add($"{document} is {cell.Language}, which a C# file cannot hold: it is a comment.");
        }
        else if (CSharpNesting.IsTooDeep(cell.Text))
        {
            LeaveOut(document, cell.Text, $"{document} nests more brackets than the C# compiler can read.");
        }
        else
        {
            AddCode(document, cell.Text, folder, cell.Language);
        }
    }

    /// <param name="document">What the code is called.</param>
    /// <param name="text">The code.</param>
    /// <param name="folder">The folder that its relative paths begin at.</param>
    /// <param name="language">The language that it begins in.</param>
    private void AddCode(string document, string text, string folder, string language = CellLanguages.CSharp)
    {
        foreach (var piece in CellPieces.Of(text, document, language))
        {
            if (piece is CodePiece code)
                AddCode(document, HostDirectives.Read(ScriptText.StartingAtLine(code.Line, code.Text), document), folder);
            else if (piece is DirectivePiece { Magic.Name: HostMagics.Import } import)
                Import(import, document, LineOf(text, piece.Line), folder);
            else if (piece is DirectivePiece { Magic.Name: HostMagics.Set or HostMagics.Share } sharing)
                Share(sharing, document, LineOf(text, piece.Line));
            else if (piece is SectionPiece { Section: { Language: CellLanguages.Value } kept })
                Keep(kept, document);
            else if (piece is DirectivePiece directive)
                LeaveOut(document, directive.Magic.HasCode ? $"{directive.Magic.Name}{directive.Code.TrimEnd()}" : LineOf(text, piece.Line), $"{document}, line {piece.Line}: {directive.Magic.Name} is of notebooks only.");
            else if (piece is SectionPiece { Section: var section })
                LeaveOut(document, $"#!{section.Language} {section.Arguments}".TrimEnd() + $"\n{section.Text.TrimEnd()}", $"{document}, line {piece.Line}: the part in {section.Language} is nothing that a C# file can hold.");
            else if (piece is MagicPiece { Command: MeasureCommand { Request: var request } } magic)
                _all.Add(new CodePart(document, new DirectiveLines(ScriptText.StartingAtLine(request.Origin.Line, request.Code)).Text) { Lacks = LacksOf(request.Code), Measured = request, Magic = MagicText(text, magic.Line, request) });
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
            _all.Add(new CodePart(document, code.Text) { Lacks = LacksOf(code.Text) });
    }

    private IReadOnlyList<string> LacksOf(string code) => ResultUses.In(code, static _ => false).Count == 0 ? [.. _lacks] : [.. _lacks, $"the results of earlier cells ({ResultUses.Out}, {ResultUses.Last})"];

    /// <summary>Another notebook or file is code before what stands below its import.</summary>
    private void Import(DirectivePiece import, string document, string line, string folder)
    {
        var arguments = MagicArguments.Read(HostMagics.Import, import.Arguments);
        if (arguments.Words is not [{ Length: > 0 } name] || Question.Read(name, HostMagics.Import) is not null || name.Contains('\0'))
        {
            Lack(document, line, import.Line, HostMagics.Import, arguments.Fault ?? $"{HostMagics.Import} names no file that is known before it runs.");
            return;
        }

        var path = Path.GetFullPath(name, folder);
        if (Path.GetExtension(path).ToLowerInvariant() is ".cs" or ".csx")
        {
            Load(name, path, line, document, $"{document}, line {import.Line}: {HostMagics.Import} names '{name}'");
            return;
        }

        if (!_loading.Add(path))
            return;
        try
        {
            var notebook = NotebookFile.Open(path);
            _all.Add(new CommentPart(name, $"From {name}:"));
            foreach (var cell in notebook.Cells.Where(static cell => cell.Runs))
                Add(cell, $"{notebook.Name} {cell.Document}", notebook.Folder);
        }
        catch (NotebookException e)
        {
            LeaveOut(document, line, $"{document}, line {import.Line}: {e.Message}");
        }
        finally
        {
            _loading.Remove(path);
        }
    }

    /// <summary>A variable that a directive makes is one of the file's.</summary>
    private void Share(DirectivePiece directive, string document, string line)
    {
        var isSet = directive.Magic.Name == HostMagics.Set;
        var arguments = MagicArguments.Read(directive.Magic.Name, directive.Arguments, isSet ? ValueSharing.SetOptions : ValueSharing.ShareOptions);
        var sources = new ValueSources(null, _kept.Keys, name => _kept[name]);
        var sharing = isSet ? ValueSharing.OfSet(arguments, isAnswer: false, sources) : ValueSharing.OfShare(arguments, sources);
        if (sharing.Fault is { } fault)
            Lack(document, line, directive.Line, directive.Magic.Name, _lacks.Count > 0 ? $"what {directive.Magic.Name} takes is not known before the notebook runs." : fault);
        else if (sharing.Code is { } code)
            _all.Add(new CodePart(document, ScriptText.StartingAtLine(directive.Line, code)) { Lacks = [.. _lacks] });
    }

    /// <summary>Remembers what a text would be in C#, for those that share it; by itself it does nothing in a file.</summary>
    private void Keep(CellSection section, string document)
    {
        var text = section.Text.Trim('\r', '\n');
        var arguments = MagicArguments.Read(HostMagics.Value, section.Arguments, StoredValue.Options);
        var first = $"{HostMagics.Value} {section.Arguments}".TrimEnd();
        if (arguments.Fault is not null || arguments["name"] is not { } name || arguments["from-url"] is not null || arguments.Options.Values.Any(value => Question.Read(value, "") is not null))
        {
            Lack(document, $"{first}\n{text}".TrimEnd(), section.Line, HostMagics.Value, $"the text of {HostMagics.Value} is not known before the notebook runs.");
            return;
        }

        try
        {
            // A file's text stays in the file.
            _kept[name] = arguments["from-file"] is not { } file ? new StoredValue(arguments["from-value"] ?? text, arguments["mime-type"] ?? StoredValue.Plain).Expression
                : new StoredValue("{}", arguments["mime-type"] ?? StoredValue.Plain).Expression.Replace("\"{}\"", $"File.ReadAllText({StoredValue.Literal(file)})", StringComparison.Ordinal);
            _all.Add(new CommentPart(document, $"{first}\n{text}".TrimEnd()));
        }
        catch (System.Text.Json.JsonException e)
        {
            LeaveOut(document, $"{first}\n{text}", $"{document}, line {section.Line}: '{name}' is not JSON that can be read: {e.Message}");
        }
    }

    /// <summary>A script that is loaded is code before the cell's own. (A file that <c>#:include</c> names could hold no statements.)</summary>
    private void Load(string name, string document, string folder)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0'))
        {
            LeaveOut(document, $"#load \"{name}\"", $"{document}: #load names no file: write #load \"script.csx\".");
            return;
        }

        Load(name, Path.GetFullPath(name, folder), $"#load \"{name}\"", document, $"{document} loads '{name}'");
    }

    /// <param name="name">The file's name as written.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="line">The line that names it.</param>
    /// <param name="document">What that stands in.</param>
    /// <param name="what">The beginning of a sentence about it.</param>
    private void Load(string name, string path, string line, string document, string what)
    {
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
            LeaveOut(document, line, $"{what}, which cannot be read: {e.Message}");
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

    /// <summary>Leaves out what may make a variable.</summary>
    private void Lack(string document, string text, int line, string magic, string why)
    {
        _lacks.Add($"{magic} of {document}");
        LeaveOut(document, text, $"{document}, line {line}: {why}");
    }

    private static string LineOf(string text, int line) => CSharpText.Lines(text)[line - 1].ToString().Trim();

    private static string MagicText(string text, int line, MeasureRequest request)
    {
        var magic = CSharpText.Lines(text)[line - 1].ToString();
        return (request.Origin.Line == line ? magic[..(request.Origin.Column - 1)] : magic).Trim().TrimStart('%', '#', '!').Insert(0, "#!");
    }
}
