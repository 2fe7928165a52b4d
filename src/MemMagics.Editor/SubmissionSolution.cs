using Microsoft.CodeAnalysis;

namespace MemMagics.Editor;

/// <summary>A session's submissions as the projects of a solution, which is what Roslyn's services work on. Each refers to the one before.</summary>
internal sealed class SubmissionSolution
{
    private readonly AdhocWorkspace _workspace = new(EditorHost.Create());
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<Compilation, ProjectId> _submissions = new(ReferenceEqualityComparer.Instance);
    private Solution _solution;

    public SubmissionSolution()
    {
        _solution = _workspace.CurrentSolution;
    }

    /// <summary>Makes a document of a cell that has not run, after the submissions before it. The solution does not keep the document.</summary>
    public async Task<Document> OpenAsync(Compilation cell, CancellationToken cancellationToken)
    {
        var (solution, previous) = await WithSubmissionsAsync(Previous(cell), cancellationToken);
        var project = Project(cell, previous);
        return solution.AddProject(project).GetDocument(project.Documents.Single().Id)!;
    }

    private async Task<(Solution Solution, ProjectId? Last)> WithSubmissionsAsync(Compilation? last, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var missing = new Stack<Compilation>();
            for (var submission = last; submission is not null && !_submissions.ContainsKey(submission); submission = Previous(submission))
                missing.Push(submission);
            foreach (var submission in missing)
            {
                var project = Project(submission, ProjectOf(Previous(submission)));
                _solution = _solution.AddProject(project);
                _submissions.Add(submission, project.Id);
            }

            // Compiled here and not when a cell is asked about: solutions derived from this one share only what it has compiled.
            if (ProjectOf(last) is { } id && missing.Count > 0)
                await _solution.GetProject(id)!.GetCompilationAsync(cancellationToken);
            return (_solution, ProjectOf(last));
        }
        finally
        {
            _gate.Release();
        }
    }

    private ProjectId? ProjectOf(Compilation? submission) => submission is null ? null : _submissions[submission];

    private static Compilation? Previous(Compilation submission) => submission.ScriptCompilationInfo?.PreviousScriptCompilation;

    private static ProjectInfo Project(Compilation submission, ProjectId? previous)
    {
        // The last tree is the submission's own; those before it are of files that it loads, which the options' resolver finds again.
        var tree = submission.SyntaxTrees.Last();
        var id = ProjectId.CreateNewId();
        var document = DocumentInfo.Create(
            DocumentId.CreateNewId(id),
            tree.FilePath,
            sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(tree.GetText(), VersionStamp.Default)),
            filePath: tree.FilePath);
        var name = submission.AssemblyName!;
        return ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: submission.Options,
            parseOptions: tree.Options,
            documents: [document],
            projectReferences: previous is null ? [] : [new ProjectReference(previous)],
            metadataReferences: submission.ExternalReferences,
            isSubmission: true);
    }
}
