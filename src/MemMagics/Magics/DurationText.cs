using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMagics.Magics;

/// <summary>Times as people type them: <c>10s</c>, <c>500ms</c>, <c>1.5m</c>, <c>2h</c>, <c>1:30</c> (minutes:seconds), <c>1:00:00</c>, <c>10</c> (seconds).</summary>
public static partial class DurationText
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The time; <see langword="null"/> when the text is none.</returns>
    public static TimeSpan? TryParse(string text)
    {
        if (WithUnit().Match(text) is { Success: true } match)
        {
            var unit = match.Groups["unit"].Value switch
            {
                "ms" => TimeSpan.FromMilliseconds(1),
                "m" or "min" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                _ => TimeSpan.FromSeconds(1),
            };
            return Number(match.Groups["number"]) * unit;
        }

        if (Clock().Match(text) is { Success: true } clock)
            return new TimeSpan((int)Number(clock.Groups["h"]), (int)Number(clock.Groups["m"]), (int)Number(clock.Groups["s"]));
        return null;
    }

    private static double Number(Group group) => group.Success ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    // Seven digits keep the product far below TimeSpan.MaxValue.
    [GeneratedRegex(@"^(?<number>[0-9]{1,7}(\.[0-9]{1,7})?)(?<unit>ms|s|min|m|h)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithUnit();

    [GeneratedRegex("^((?<h>[0-9]{1,3}):(?=[0-9]{2}:))?(?<m>[0-9]{1,3}):(?<s>[0-5][0-9])$")]
    private static partial Regex Clock();
}
