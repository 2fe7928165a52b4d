using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Converting;

/// <summary>
/// Gives a notebook the simplest form that compiles. Variables and functions begin as local ones; where C# wants more of those than a notebook does (a value before
/// the first use, names that differ from those within), they are given a default value, another name, or a place among the static members.
/// </summary>
internal sealed class FileShaping(NotebookParts parts, NotebookBinding binding, FileCheck check, string head, string fileName)
{
    private readonly EntityForms _forms = new(binding);
    private readonly HashSet<string> _needless = [];

    /// <summary>Shapes the file.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public ShapedFile Shape(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var commands = new MeasuringCommands(fileName);
            var written = FileWriter.Write(parts, binding, _forms, head, commands, _needless);
            var text = written.Text.ToString();
            var found = check.Compile(text, cancellationToken);
            var errors = found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();

            // Each round changes an entity, and each entity changes at most four times.
            var changed = false;
            foreach (var error in errors)
                changed |= Mend(error);
            if (!changed && errors.Count == 0)
                changed = DropNeedless(found, text);
            if (!changed)
                return new ShapedFile(text, [.. written.Notes, .. errors.Select(error => SentenceOf(error, written.Text))], errors.Count > 0, commands.All);
        }
    }

    private bool Mend(Diagnostic error) => FileCheck.NameIn(error) is { } name && error.Id switch
    {
        // Used before it has a value, or stands above its declaration; a scope that scripts see further than programs; a static function that uses a local variable.
        "CS0165" => All(name, GiveDefault) || All(name, _forms.Promote) || All(name, KeepValue),
        "CS0841" or "CS0103" or "CS8421" or "CS0120" => All(name, _forms.Promote),

        // Something within has the same name: only local variables mind that.
        "CS0136" or "CS0128" or "CS1931" => All(name, entity => entity is { Kind: EntityKind.Variable, IsMember: false } ? Rename(entity) : _forms.Promote(entity)),
        _ => false,
    };

    private bool All(string name, Func<Entity, bool> mend)
    {
        var changed = false;
        foreach (var entity in binding.Entities.Where(entity => entity.NewName == name && entity.Kind != EntityKind.Type).ToList())
            changed |= mend(entity);
        return changed;
    }

    private static bool GiveDefault(Entity entity)
    {
        if (entity is not { Kind: EntityKind.Variable, IsMember: false, NeedsDefault: false, Declaration: Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: null } })
            return false;
        return entity.NeedsDefault = true;
    }

    private static bool KeepValue(Entity entity)
    {
        if (entity is not { Kind: EntityKind.Variable, IsMember: false, IsConstant: false, KeepsValue: false })
            return false;
        return entity.KeepsValue = true;
    }

    private bool Rename(Entity entity)
    {
        if (entity.NewName != entity.Name)
            return false;
        entity.NewName = _forms.FreeName(entity.Name);
        return true;
    }

    private bool DropNeedless(IReadOnlyList<Diagnostic> found, string text)
    {
        var lines = text.Split('\n');
        return found.Where(diagnostic => diagnostic.Id == "CS8019" && diagnostic.Location.SourceTree?.ToString() == text)
            .Select(diagnostic => lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line])
            .Where(line => line is "using System.Collections;" or "using System.Text;" || line.StartsWith("using System", StringComparison.Ordinal))
            .ToList().Aggregate(false, (changed, line) => _needless.Add(line) || changed);
    }

    private string SentenceOf(Diagnostic error, FileText text)
    {
        var line = error.Location.GetLineSpan().StartLinePosition.Line;
        var origin = text.OriginOf(line) is { } found ? $" ({found.Document}, line {found.Line})" : "";
        return $"{fileName}, line {line + 1}{origin} does not compile: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}. Change it there by hand.";
    }
}
