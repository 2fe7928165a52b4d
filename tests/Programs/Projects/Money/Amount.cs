using System.Globalization;

namespace Money;

public readonly record struct Amount(decimal Value, string Currency)
{
    public static Amount Parse(string text, string currency = "EUR") => new(decimal.Parse(text, CultureInfo.InvariantCulture), currency);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:F2} {Currency}");
}
