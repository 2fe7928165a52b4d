using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>Lays a notebook's parts out as C# demands it of a file: directives, usings, statements with their local functions, then members and types.</summary>
internal sealed class FileWriter
{
    private readonly NotebookBinding _binding;
    private readonly EntityForms _forms;
    private readonly MeasuringCommands _commands;
    private readonly FileText _statements = new();
    private readonly FileText _fields = new();
    private readonly FileText _members = new();
    private readonly FileText _types = new();
    // What shows values in notebooks is not there for programs; NotebookDisplay takes its place.
    private const string NotebooksOnly = "Microsoft.DotNet.Interactive";

    private readonly List<string> _usings = ["using System.Collections;", "using System.Text;"];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _labels = [];
    private bool _usesDisplay;
    private bool _usesInput;
    private bool _runs;
    private string? _end; // the label at the end of the part that is being written, once something goes there

    private FileWriter(NotebookBinding binding, EntityForms forms, MeasuringCommands commands)
    {
        _binding = binding;
        _forms = forms;
        _commands = commands;
    }

    /// <summary>Writes the file.</summary>
    /// <param name="parts">The notebook.</param>
    /// <param name="binding">The same, understood.</param>
    /// <param name="forms">What its entities become.</param>
    /// <param name="head">Directives for the file's top.</param>
    /// <param name="commands">Writes the commands that measure what the notebook measures.</param>
    /// <param name="needless">Lines that the file is without.</param>
    public static WrittenFile Write(NotebookParts parts, NotebookBinding binding, EntityForms forms, string head, MeasuringCommands commands, IReadOnlySet<string> needless)
    {
        var writer = new FileWriter(binding, forms, commands);
        var bound = binding.Parts.ToDictionary(part => part.Code);
        foreach (var part in parts.All)
        {
            writer._statements.Separate();
            if (part is CommentPart comment)
                writer._statements.AddComment(comment.Text);
            else
                writer.Add(bound[(CodePart)part]);
        }

        return new WrittenFile(writer.Assemble(head, needless), writer._notes);
    }

    private FileText Assemble(string head, IReadOnlySet<string> needless)
    {
        var file = new FileText();
        file.Add(head);
        file.Separate();
        if (_usesDisplay)
            _usings.Add($"using static {HelperSource.Display};");
        if (_usesInput)
            _usings.Add($"using static {HelperSource.Input};");
        if (_forms.TypesUseMembers)
            _usings.Add($"using static {EntityForms.Program};");
        foreach (var line in _usings.Distinct().Where(line => !needless.Contains(line)))
            file.Add(line);
        file.Separate();
        _statements.Tidy();
        file.Add(_statements);
        if (!_runs)
            file.Add("return; // there is nothing to run");
        if (!_members.IsEmpty || !_fields.IsEmpty)
        {
            file.Separate();
            file.Add($"static partial class {EntityForms.Program}\n{{");
            _members.Tidy();
            file.AddIndented(_fields);
            if (!_fields.IsEmpty)
                file.Separate();
            file.AddIndented(_members);
            file.Add("}");
        }

        _types.Tidy();
        if (!_types.IsEmpty)
            file.Separate();
        file.Add(_types);
        if (_usesInput)
            AddHelper(HelperSource.Input);
        if (_usesDisplay)
            AddHelper(HelperSource.Display);
        return file;

        void AddHelper(string name)
        {
            file.Separate();
            file.Add(HelperSource.Of(name));
        }
    }

    private void Add(BoundPart part)
    {
        var document = part.Code.Document;
        if (part.Error is { } error)
        {
            _notes.Add(part.Code.Lacks.Count == 0
                ? $"{document} does not compile in the notebook either, and is a comment: {error}"
                : $"{document} does not compile here, and is a comment. The file is without {string.Join(" and ", part.Code.Lacks)}, which the notebook has: {error}");
            _statements.AddComment($"{(part.Code.Magic.Length > 0 ? $"{part.Code.Magic} " : "")}{part.Code.Text.Trim('\n')}");
            return;
        }

        foreach (var directive in part.Root.Usings)
        {
            if (!directive.NamespaceOrType.ToString().StartsWith(NotebooksOnly, StringComparison.Ordinal))
                _usings.Add(directive.WithGlobalKeyword(default).WithoutTrivia().NormalizeWhitespace().ToString());
            AddComments(directive.GetLeadingTrivia());
        }

        var text = new MemberText(part, _binding.Entities, _binding.Entities.Any(entity => entity.NewName == "display") ? $"{HelperSource.Display}.display" : "display");
        if (part.Code.Measured is not null)
        {
            _statements.AddComment(_commands.Of(part, text, _binding));
            AddMeasured(part, text);
        }
        else
        {
            foreach (var member in part.Root.Members)
                Add(part, member, text, _statements);
            AddEnd(part);
            foreach (var declared in part.Usings.Reverse())
                _statements.Add($"{(declared.IsAwaited ? "await using" : "using")} ({NameOf(part, declared.Variable)}) {{ }} // the end of {document}");
        }

        AddComments(part.Root.EndOfFileToken.LeadingTrivia);
        _usesDisplay |= part.Display.Displays || text.UsesDisplay;
        _usesInput |= part.Questions.Count > 0;
        if (text.UsesCulture)
            _usings.Add("using System.Globalization;");
    }

    /// <summary>What measured code declares is its own: it stands in braces.</summary>
    private void AddMeasured(BoundPart part, MemberText text)
    {
        var body = new FileText();
        foreach (var member in part.Root.Members)
            Add(part, member, text, body);
        if (part.Code.Measured is { State: not StateMode.InProcess } && SharedState.ChangedBy(part, _binding) is { Count: > 0 } changed)
            _notes.Add($"{part.Code.Document}, measured on copies in the notebook, works here on what the program has: what it changes of {string.Join(" and ", changed.Select(name => $"'{name}'"))} stays changed.");
        var isBlock = part.Declared.Any(declared => declared.Entity is { Kind: EntityKind.Variable or EntityKind.Function, IsMember: false });
        if (isBlock)
            _statements.Add("{");
        if (isBlock)
            _statements.AddIndented(body);
        else
            _statements.Add(body);
        if (isBlock)
            _statements.Add("}");
        AddEnd(part);
    }

    /// <summary>Where a <c>return</c> before the end of a cell goes.</summary>
    private void AddEnd(BoundPart part)
    {
        if (_end is null)
            return;
        _statements.Add($"{_end}: ;");
        _end = null;
        if (part.Code.Measured is null)
            AddKept(part.Declared.Select(declared => declared.Entity).Distinct(), _statements);
    }

    /// <summary>To the compiler they have a value from here on. What they have is what they were given, or the default one.</summary>
    private static void AddKept(IEnumerable<Entity> variables, FileText statements)
    {
        foreach (var variable in variables.Where(variable => variable is { KeepsValue: true, IsMember: false }))
            statements.Add($"System.Runtime.CompilerServices.Unsafe.SkipInit(out {variable.NewName}); // has the default value unless it was given one");
    }

    private void Add(BoundPart part, MemberDeclarationSyntax member, MemberText text, FileText statements)
    {
        if (part.ObstacleOf(member) is { } obstacle)
        {
            var (left, line) = text.Of(member);
            _notes.Add($"{part.Code.Document}, line {part.LineOf(member.SpanStart)} is a comment: {obstacle}.");
            statements.AddComment($"Not in a file: {obstacle}.\n{left}");
            return;
        }

        switch (member)
        {
            case GlobalStatementSyntax statement:
                AddStatement(part, statement, text, statements);
                break;
            case FieldDeclarationSyntax field:
                AddVariables(part, field, text, statements);
                break;
            case MethodDeclarationSyntax method when part.DeclaredBy(method).FirstOrDefault() is { IsMember: false } function:
                text.MakeLocal(method, EntityForms.CanBeStatic(function));
                AddTo(statements, part, text, method);
                break;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                text.MakeTopLevel(member);
                _types.Separate();
                AddTo(_types, part, text, member);
                break;
            default:
                text.MakeMember(member);
                _members.Separate();
                AddTo(_members, part, text, member);
                break;
        }
    }

    private void AddStatement(BoundPart part, GlobalStatementSyntax statement, MemberText text, FileText statements)
    {
        text.AssignMembers(statement);
        foreach (var member in part.DeclaredBy(statement).Where(entity => entity.IsMember))
            _fields.Add(text.FieldText(member));
        if (statement.Statement is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last)
        {
            if (part.Code.Measured is null)
                text.Show(last);
            else
                text.Drop(last);
        }
        else if (statement.Statement is ReturnStatementSyntax ending && statement == part.Root.Members[^1])
        {
            text.Return(ending, isShown: part.Code.Measured is null);
        }
        else
        {
            foreach (var middle in Returns(statement))
                text.GoTo(_end ??= LabelFor(part.Code.Document), middle, isShown: part.Code.Measured is null);
        }

        AddTo(statements, part, text, statement);
        AddKept(part.DeclaredBy(statement), statements);
    }

    private string LabelFor(string document)
    {
        var label = $"endOf{string.Concat(document.Split([' ', '.', '/', '\\', '-'], StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]).Select(static word => string.Concat(word.Where(char.IsLetterOrDigit))))}";
        while (!_labels.Add(label))
            label += "_";
        return label;
    }

    private static IEnumerable<ReturnStatementSyntax> Returns(GlobalStatementSyntax statement) =>
        statement.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>();

    private void AddVariables(BoundPart part, FieldDeclarationSyntax field, MemberText text, FileText statements)
    {
        var variables = part.DeclaredBy(field).Where(entity => entity.Declaration is VariableDeclaratorSyntax).ToList();
        if (!variables.Exists(variable => variable.IsMember))
        {
            text.MakeLocal(field);
            AddTo(statements, part, text, field);
            return;
        }

        foreach (var variable in part.DeclaredBy(field))
            _fields.Add(text.FieldText(variable));
        if (variables.Exists(variable => variable is { IsConstant: false, Declaration: VariableDeclaratorSyntax { Initializer: not null } }))
        {
            text.MakeAssignments(field);
            AddTo(statements, part, text, field);
        }
    }

    private void AddTo(FileText file, BoundPart part, MemberText text, MemberDeclarationSyntax member)
    {
        var (written, line) = text.Of(member);
        if (line > part.LineOf(member.FullSpan.Start))
            file.Separate();
        file.Add(written, part.Code.Document, line);
        _runs |= member is GlobalStatementSyntax or FieldDeclarationSyntax;
    }

    private void AddComments(SyntaxTriviaList trivia)
    {
        var comments = trivia.Where(found => found.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia).Select(comment => comment.ToString());
        foreach (var comment in comments)
            _statements.Add(comment);
    }

    private static string NameOf(BoundPart part, string variable) => part.Declared.First(declared => declared.Entity.Name == variable).Entity.NewName;
}
