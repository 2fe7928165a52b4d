using MemMagics.Editor.Completing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.QuickInfo;

namespace MemMagics.Editor;

/// <summary>Roslyn's own services for editors, asked about cells of a session. Safe on several threads at once.</summary>
public sealed class CSharpEditor
{
    private readonly SubmissionSolution _solution = new();

    /// <summary>The completions at a position, the likeliest first.</summary>
    /// <param name="next">Compiles code as the session's next submission.</param>
    /// <param name="code">The cell as C#.</param>
    /// <param name="position">The position, 0 to the code's length; matches begin with the part of a name that is typed before it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<IReadOnlyList<EditorMatch>> CompleteAsync(Func<string, Compilation> next, string code, int position, CancellationToken cancellationToken = default)
    {
        var completable = CompletableCode.Of(code, position);
        var document = await _solution.OpenAsync(next(completable.Text), cancellationToken);
        var service = CompletionService.GetService(document)!;
        var list = await service.GetCompletionsAsync(document, completable.Position, cancellationToken: cancellationToken);
        var typed = completable.Text[list.Span.Start..completable.Position];
        var items = list.ItemsList.Where(item => ItemText.IsOffered(item, completable.Text, list.Span.Start) && ItemText.Begins(item, typed)).ToList();
        var model = (await document.GetSemanticModelAsync(cancellationToken))!;

        var matches = new List<EditorMatch>();
        foreach (var item in ItemOrder.Sorted(items, typed, new NotebookNames(model.Compilation)))
            matches.Add(await ItemText.MatchAsync(service, document, item, completable, list.Span.Start, cancellationToken));
        if (ScriptKeywords.Missing(list.ItemsList, typed) is { } keyword)
            matches.Add(new EditorMatch(keyword, "keyword", completable.Original(list.Span.Start)));
        if (UnimportedTypes.MayStandAmong(list.ItemsList, completable.Text, list.Span.Start))
        {
            // "publ" means public, and no PublicKey; "regex" can only mean Regex.
            var comparison = matches.Count > 0 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            matches.AddRange(UnimportedTypes.Beginning(typed, comparison, model, completable.Position).Select(name => new EditorMatch(name, "class", completable.Original(list.Span.Start))));
        }

        return [.. matches.DistinctBy(match => match.Text)];
    }

    /// <summary>Describes what is at a position, also what has no declaration, such as keywords and operators.</summary>
    /// <param name="cell">The code as the session's next submission.</param>
    /// <param name="position">The position, 0 to the code's length.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Plain text; <see langword="null"/> when there is nothing to say.</returns>
    public async Task<string?> DescribeAsync(Compilation cell, int position, CancellationToken cancellationToken = default)
    {
        var document = await _solution.OpenAsync(cell, cancellationToken);
        var description = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, position, cancellationToken);
        var text = string.Join('\n', description?.Sections.Select(section => section.Text).Where(section => section.Length > 0) ?? []);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Does once what the first answer would otherwise wait for.</summary>
    /// <param name="next">Compiles code as the session's next submission.</param>
    public async Task WarmUpAsync(Func<string, Compilation> next)
    {
        // Names, members, and a type that is not imported: together they go through nearly all that later answers do.
        await CompleteAsync(next, "Stopwa", "Stopwa".Length);
        await CompleteAsync(next, "\"\".", "\"\".".Length);
    }
}
