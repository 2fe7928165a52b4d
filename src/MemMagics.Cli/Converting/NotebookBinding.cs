using MemMagics.Cli.Scripting;
using MemMagics.Compilation;
using MemMagics.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace MemMagics.Cli.Converting;

/// <summary>A notebook's code, compiled as the notebook's session compiles it, cell after cell; nothing of it runs.</summary>
internal sealed class NotebookBinding
{
    private readonly List<BoundPart> _parts = [];
    private readonly EntityTable _entities = new();
    private readonly List<string> _references = [];

    /// <summary>In the notebook's order.</summary>
    public IReadOnlyList<BoundPart> Parts => _parts;

    /// <summary>All that the notebook declares, in order.</summary>
    public IReadOnlyList<Entity> Entities => _entities.All;

    /// <summary>Paths of the assemblies that <c>#r</c> names, those of packages not included.</summary>
    public IReadOnlyList<string> References => _references;

    /// <param name="parts">The notebook.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="assemblies">Paths of the assemblies of its packages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<NotebookBinding> OfAsync(NotebookParts parts, string folder, IReadOnlyList<string> assemblies, CancellationToken cancellationToken)
    {
        var binding = new NotebookBinding();
        using var loader = new InteractiveAssemblyLoader();
        var session = await ScriptSession.StartAsync(folder, loader, path =>
        {
            if (!binding._references.Contains(path))
                binding._references.Add(path);
        });
        Script last = session.State.Script;
        foreach (var code in parts.All.OfType<CodePart>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = binding.Add(code, session, last, assemblies);
            if (last != session.State.Script)
                assemblies = [];
        }

        binding._entities.FindObstacles(binding._parts);
        return binding;
    }

    /// <returns>The submission that the next part follows.</returns>
    private Script Add(CodePart code, ScriptSession session, Script last, IReadOnlyList<string> assemblies)
    {
        var readable = ScriptableCode.Of(code.Text, ScriptSession.Parsing);
        var script = session.After(last, readable.Text, code.Document, assemblies);
        var compilation = script.GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Concat(readable.UsingErrors(compilation)).Select(readable.AtOriginalPlace).ToList();
        var part = new BoundPart(code, (CompilationUnitSyntax)tree.GetRoot(), compilation.GetSemanticModel(tree), readable.UsingDeclarations, readable.Text.Length != code.Text.Length)
        {
            Error = errors.Count == 0 ? null : CompilerMessages.Render(errors),
        };
        _parts.Add(part);
        if (part.Error is null)
        {
            _entities.Declare(part);
            _entities.Refer(part);
        }

        // Measured code leaves nothing in the session but its report.
        if (code.Measured is null)
            return part.Error is null ? script : last;
        return code.Measured.Output is { } name ? WithReport(name, code, session, last, assemblies) : last;
    }

    private Script WithReport(string name, CodePart code, ScriptSession session, Script last, IReadOnlyList<string> assemblies)
    {
        var type = code.Measured is Magics.MprunRequest ? typeof(LineReport) : typeof(MemitReport);
        var script = session.After(last, $"global::{type.FullName} {name} = null;", code.Document, assemblies);
        var tree = script.GetCompilation().SyntaxTrees.Single();
        var part = new BoundPart(code, (CompilationUnitSyntax)tree.GetRoot(), script.GetCompilation().GetSemanticModel(tree), [], readsAwaits: false);
        _entities.DeclareReport(part, $"the report '{name}' of {code.Document} is there in notebooks only");
        return script;
    }
}
