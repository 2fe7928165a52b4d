using System.Text.RegularExpressions;

namespace MemMagics.Hosting.Building;

/// <summary>Reads what a build that failed has written.</summary>
internal static partial class BuildErrors
{
    private const int MostLines = 40;

    /// <summary>The errors, each once and in order: <c>app.cs(3,5): error CS0103: The name 'x' does not exist in the current context</c>.</summary>
    /// <param name="output">What the build wrote.</param>
    /// <param name="target">What was built.</param>
    /// <param name="source">What the user gave: other paths are written in the same way, relative or absolute.</param>
    public static string Read(string output, BuildTarget target, ProgramSource source)
    {
        var errors = ErrorLine().Matches(output).Select(match => LineOf(match, target, source)).Distinct().ToList();
        if (errors.Count == 0)
            errors = [.. output.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && line != "Build FAILED.").Distinct()];
        return errors.Count > MostLines
            ? string.Join('\n', errors.Take(MostLines).Append($"… and {errors.Count - MostLines} more."))
            : string.Join('\n', errors);
    }

    private static string LineOf(Match error, BuildTarget target, ProgramSource source)
    {
        var (place, position, code, text) = (error.Groups["place"].Value.Trim(), error.Groups["position"].Value, error.Groups["code"].Value, error.Groups["text"].Value.Trim());
        var named = code.Length > 0 ? $"error {code}: {text}" : $"error: {text}";

        // Places in the SDK's own files, and in the project that the SDK makes of a file, say nothing to its author.
        if (!Path.IsPathRooted(place) || place.EndsWith(".targets", StringComparison.OrdinalIgnoreCase) || (target.IsFile && place == $"{target.Path}.csproj"))
            return named;
        return $"{(Path.IsPathRooted(source.Path) ? place : Path.GetRelativePath(source.Folder, place))}{position}: {named}";
    }

    [GeneratedRegex(@"^\s*(?<place>[^\r\n]*?)(?<position>\(\d+(,\d+){0,3}\))?\s*:\s*(fatal )?error\s*(?<code>[A-Z]+\d+)?\s*:\s*(?<text>[^\r\n]*?)(\s*\[[^\[\]\r\n]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
