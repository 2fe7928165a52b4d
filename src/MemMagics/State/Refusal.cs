namespace MemMagics.State;

/// <summary>The errors for what cannot travel, each with the alternatives (<c>--replay</c>, <c>--in-process</c>, for files <c>--reopen</c>).</summary>
internal static class Refusal
{
    private const string OtherWays =
        "--replay to run the earlier cells again in the worker (their side effects happen again), or --in-process to measure in the notebook's own process.";

    /// <summary>A value cannot travel.</summary>
    /// <param name="path">The names that lead to it, the variable's first.</param>
    /// <param name="type">Its type, as written in C#.</param>
    /// <param name="reason">The reason; begins with a verb.</param>
    public static MagicException Of(IReadOnlyList<string> path, string type, string reason) =>
        new($"{Path(path)} : {type} cannot leave this process: it {reason}. Use {OtherWays}");

    /// <summary>An open file travels only where the user asks for it.</summary>
    /// <inheritdoc cref="Of"/>
    public static MagicException UnlessReopened(IReadOnlyList<string> path, string type) =>
        new($"{Path(path)} : {type} cannot leave this process: it is an open file. Use --reopen to open the file again in the worker, at the same position, {OtherWays}");

    /// <summary>A collection changed while it was captured.</summary>
    public static MagicException Changing(IReadOnlyList<string> path, string type, string what, Exception? cause) =>
        new($"{Path(path)} : {type} changed while it was being captured ({what}). Let the background work that changes it end, and try again.", cause);

    /// <summary>The names that lead to a value, as one text.</summary>
    public static string Path(IReadOnlyList<string> path)
    {
        var text = path[0];
        foreach (var step in path.Skip(1))
            text += step.StartsWith('[') ? step : " → " + step;
        return text;
    }
}
