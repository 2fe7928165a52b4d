using MemMagics.Compilation;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using LinePositionSpan = Microsoft.DotNet.Interactive.LinePositionSpan;

namespace MemMagics.Interactive;

/// <summary>Answers what editors ask about a cell with magics while people type: completion, hover, signatures, errors.</summary>
/// <remarks>
/// The host's own parser takes a magic's line for a directive with parameters: it knows nothing of the C# there, and cuts off code that goes on
/// below. So magics and options are answered from our grammar, and the C# kernel is asked about the cell with them blanked.
/// </remarks>
internal sealed class LanguageServices(CompositeKernel root, KernelSessions sessions)
{
    private const string Markdown = "text/markdown";

    /// <summary>Answers a question about a cell in place of the host.</summary>
    /// <param name="question">The question about the whole cell.</param>
    /// <param name="context">Where to publish.</param>
    /// <param name="next">Asks the kernels.</param>
    public async Task AnswerAsync(LanguageServiceCommand question, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        var cell = question.Code;
        var position = SourceText.From(cell).Lines.GetPosition(question.LinePosition.ToCodeAnalysisLinePosition());
        var view = CSharpView.At(root, cell, question.TargetKernelName, question is RequestHoverText ? EndOfWord(cell, position) : position);
        switch (question, view.Magic)
        {
            case (RequestCompletions, { Part: MagicPart.Option, Magic: { } magic, Start: var start, Option: var after }):
                var options = Items(cell[start..position], [.. ValuesOf(after), .. magic.Options.SelectMany(option => option.Aliases.Prepend(option.Name).Select(name => (name, option.Description)))]);
                context.Publish(new CompletionsProduced(options, (RequestCompletions)Whole(), Span(start, position)));
                break;
            case (RequestCompletions, { Part: MagicPart.Value, Option: { ValueName: not "FUNCTION" } option, Start: var start }):
                var values = Items(cell[start..position], ValuesOf(option));
                context.Publish(new CompletionsProduced(values, (RequestCompletions)Whole(), Span(start, position)));
                break;
            case (RequestCompletions, { Part: MagicPart.Name, Start: var start }):
                var names = Items(cell[start..position], MagicGrammar.Magics.Select(magic => (magic.Name, magic.Description)));
                context.Publish(new CompletionsProduced(names, (RequestCompletions)Whole(), Span(start, position)));
                break;
            case (RequestHoverText, { Part: MagicPart.Name, Magic: { } magic, Start: var start }):
                ShowHover($"```text\n{magic.Help}```", start);
                break;
            case (RequestHoverText, { Part: MagicPart.Option, Magic: { } magic, Start: var start }) when MagicCursor.OptionOf(magic, cell[start..EndOfWord(cell, position)]) is { } option:
                ShowHover(Describe(option), start);
                break;
            case (RequestHoverText, { Part: MagicPart.Value, Option: { ValueName: not "FUNCTION" } option, Start: var start }):
                ShowHover(Describe(option), start);
                break;
            case (_, { Part: MagicPart.Value, Start: var start }):
                // A function's name is asked about as if it were code.
                var end = question is RequestHoverText ? EndOfWord(cell, position) : position;
                await AskAsync(string.Concat(view.Text.AsSpan(0, start), cell.AsSpan(start, end - start), ";", view.Text.AsSpan(Math.Min(end + 1, cell.Length)))).ConfigureAwait(false);
                break;
            case (_, null or { Part: MagicPart.Code }):
                await AskAsync(view.Text).ConfigureAwait(false);
                break;
        }

        void ShowHover(string markdown, int start) =>
            context.Publish(new HoverTextProduced((RequestHoverText)Whole(), [new FormattedValue(Markdown, markdown)], Span(start, EndOfWord(cell, position))));

        LanguageServiceCommand Whole() => PartOf(question, cell, question.TargetKernelName);

        LinePositionSpan Span(int start, int end) => LinePositionSpan.FromCodeAnalysisLinePositionSpan(SourceText.From(cell).Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end)));

        Task AskAsync(string code) => view.Kernel is { } kernel ? next(PartOf(question, code, kernel.Name), context) : Task.CompletedTask;
    }

    /// <summary>Says what is wrong with a cell, each piece compiled as it would run.</summary>
    /// <param name="question">The question about the whole cell.</param>
    /// <param name="context">Where to publish.</param>
    /// <param name="next">Asks the kernels.</param>
    public async Task AnswerAsync(RequestDiagnostics question, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        var steps = CellStep.Of(root, question.Code, question.TargetKernelName, "cell").ToList();
        if (steps.Find(step => step.Piece is MagicPiece)?.CSharpIn(root) is not { } kernel)
            return;

        var asked = new RequestDiagnostics(question.Code, kernel.Name);
        asked.SetParent(question, bubbleEvents: true);
        if (sessions.Known(kernel) is not { } session)
        {
            // A question about empty code makes the kernel start its session.
            var nothing = new RequestDiagnostics("", kernel.Name);
            nothing.SetParent(question, bubbleEvents: true);
            await next(nothing, context).ConfigureAwait(false);
            if (sessions.Known(kernel) is not { } begun)
                return;
            session = begun;
        }

        var pieces = steps.Where(step => step.Piece is CodePiece || step.CSharpIn(root) == kernel)
            .Select(step => step.Piece is CodePiece code ? code with { Text = step.CodeFor(root, kernel, code.Text) } : step.Piece);
        var found = CellCheck.Of(session, pieces).Select(InCell).ToList();
        if (found.Count > 0)
            context.Publish(new DiagnosticsProduced(found, [.. found.Select(diagnostic => new FormattedValue("text/plain", $"{diagnostic}"))], asked));
    }

    private static Diagnostic InCell(Microsoft.CodeAnalysis.Diagnostic diagnostic) => new(
        LinePositionSpan.FromCodeAnalysisLinePositionSpan(diagnostic.Location.GetMappedLineSpan().Span), diagnostic.Severity, diagnostic.Id, diagnostic.GetMessage());

    /// <summary>The same question about other code, as a child of the original: front ends take answers to a question and to its children.</summary>
    private static LanguageServiceCommand PartOf(LanguageServiceCommand question, string code, string? kernelName)
    {
        LanguageServiceCommand part = question switch
        {
            RequestCompletions => new RequestCompletions(code, question.LinePosition, kernelName),
            RequestHoverText => new RequestHoverText(code, question.LinePosition, kernelName),
            _ => new RequestSignatureHelp(code, question.LinePosition, kernelName),
        };
        part.SetParent(question, bubbleEvents: true);
        return part;
    }

    private static IReadOnlyCollection<CompletionItem> Items(string typed, IEnumerable<(string Name, string Description)> known) =>
        [.. from item in known where item.Name.StartsWith(typed, StringComparison.Ordinal) select new CompletionItem(item.Name, "Keyword", documentation: item.Description)];

    private static IEnumerable<(string Name, string Description)> ValuesOf(MagicOption? option) =>
        option is null ? [] : option.ValueCompletions.Select(value => (value, option.Description));

    private static string Describe(MagicOption option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name));
        var values = option.ValueCompletions.Count > 0 ? $"\n\nFor example: {string.Join(", ", option.ValueCompletions)}" : "";
        return $"`{$"{names} {option.ValueName}".TrimEnd()}`\n\n{option.Description}{values}";
    }

    private static int EndOfWord(string text, int position)
    {
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }
}
