using MemMagics.Cli.Scripting;
using MemMagics.Editor;

namespace MemMagics.Cli.Completion;

/// <summary>Completes and explains the code of a session's cells. Answers also while a cell runs, as of the state before it.</summary>
/// <param name="starting">The session's code, which may still be starting.</param>
internal sealed class CompletingSession(Task<ScriptSession> starting)
{
    private readonly Lazy<CSharpEditor> _editor = new(() => new CSharpEditor());

    /// <summary>Prepares for the first question. Optional.</summary>
    public async Task WarmUpAsync()
    {
        var script = await starting;
        await _editor.Value.WarmUpAsync(code => CellCompletion.Compile(script, code));
    }

    /// <summary>Completes a cell that has not run yet.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="position">The position, 0 to the text's length.</param>
    public async Task<Completions> CompleteAsync(string text, int position) =>
        CSharpNesting.IsTooDeep(text) ? new Completions(position, position, []) : await new CellCompletion(_editor.Value, await starting).OfAsync(text, position);

    /// <summary>Explains what is at a position of a cell.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="position">The position, 0 to the text's length.</param>
    /// <param name="withSource">Whether to include the source of what the notebook defines.</param>
    /// <returns>Plain text; <see langword="null"/> when there is nothing to say.</returns>
    public async Task<string?> InspectAsync(string text, int position, bool withSource = false)
    {
        if (CSharpNesting.IsTooDeep(text))
            return null;
        var script = await starting;
        if (CellInspection.Of(script, text, position, withSource) is { } answer)
            return answer;

        // Keywords, operators and literals: what has no declaration.
        var cell = MagicAliases.Resolve(text, ref position);
        var code = CellCode.At(cell, position);
        return code.Magic is null or { Part: Magics.MagicPart.Code } ? await _editor.Value.DescribeAsync(CellCompletion.Compile(script, code.Text), position) : null;
    }
}
