using MemMagics.Editor.Completing;

namespace MemMagics.Cli.Completion;

/// <summary>The completions at a position of a cell.</summary>
/// <param name="Start">Start of the text that a match replaces.</param>
/// <param name="End">Its end.</param>
/// <param name="Matches">In the order to be offered; empty when nothing fits.</param>
internal sealed record Completions(int Start, int End, IReadOnlyList<Match> Matches)
{
    /// <summary>The matches that begin with what is typed, in its case first.</summary>
    public static Completions Beginning(string text, int start, int position, IEnumerable<Match> candidates)
    {
        var typed = text[start..position];
        var matches = candidates
            .Where(match => match.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(match => match.Text)
            .OrderByDescending(match => match.Text.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(match => match.Text, StringComparer.OrdinalIgnoreCase);
        return new Completions(start, position, [.. matches]);
    }

    /// <summary>
    /// Matches in the order given. Front ends replace the same text whichever is chosen: where one of them begins further to the left
    /// than others, the others repeat the text in between.
    /// </summary>
    public static Completions Replacing(string text, int position, IReadOnlyList<EditorMatch> matches)
    {
        var start = matches.Select(match => match.Start).Append(position).Min();
        return new Completions(start, position, [.. matches.Select(match => new Match(text[start..match.Start] + match.Text, match.Kind))]);
    }
}
