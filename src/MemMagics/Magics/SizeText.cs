using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMagics.Magics;

/// <summary>
/// Sizes as people type them. Units are those of the GNU core utilities: <c>kB</c>, <c>MB</c>, <c>GB</c> are powers of 1000,
/// <c>KiB</c>, <c>MiB</c>, <c>GiB</c> and the bare letters <c>k</c>, <c>M</c>, <c>G</c> are powers of 1024; case does not matter.
/// Digits may be grouped: <c>1_000_000</c>, or <c>1,000,000</c> as the reports print it.
/// </summary>
internal static partial class SizeText
{
    public static long? TryParse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;

        var number = decimal.Parse(match.Groups["number"].Value.Replace("_", "").Replace(",", ""), CultureInfo.InvariantCulture);
        var power = match.Groups["letter"].Value.ToLowerInvariant() switch { "k" => 1, "m" => 2, "g" => 3, "t" => 4, _ => 0 };
        var isDecimal = match.Groups["rest"].Value.Equals("b", StringComparison.OrdinalIgnoreCase);
        var bytes = decimal.Round(number * (decimal)Math.Pow(isDecimal ? 1000 : 1024, power));
        return bytes <= long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(@"^(?<number>([0-9]{1,3}(,[0-9]{3})+|[0-9][0-9_]{0,18})(\.[0-9]{1,9})?)((?<letter>[kmgt])(?<rest>i?b)?|b)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
