using System.Globalization;

namespace MemMagics.Reports;

/// <summary>A unit of rounded sizes: one for all that stand under each other, so that they are compared by their digits.</summary>
internal readonly record struct SizeUnit
{
    private static readonly string[] s_names = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    private readonly int _power;

    private SizeUnit(int power) => _power = power;

    /// <summary>The unit in which so many bytes are read best.</summary>
    public static SizeUnit Of(long bytes)
    {
        var value = Math.Abs((double)bytes);
        var power = 0;
        // What would print as 1024.00 is 1.00 of the next unit.
        while (power < s_names.Length - 1 && (power == 0 ? value : Math.Round(value, 2)) >= 1024)
        {
            value /= 1024;
            power++;
        }

        return new SizeUnit(power);
    }

    /// <summary>The unit of the largest size.</summary>
    public static SizeUnit OfLargest(IEnumerable<long?> sizes) => Of(sizes.Select(static size => size is long.MinValue ? long.MaxValue : Math.Abs(size ?? 0)).DefaultIfEmpty().Max());

    /// <summary>The unit of the size that people read first, or, where that is zero, of the largest of the others.</summary>
    public static SizeUnit Of(long? first, IEnumerable<long?> others) => first is null or 0 ? OfLargest(others) : Of(first.Value);

    /// <summary>Two digits after the point, none of a whole number of bytes; zero is <c>0 B</c> in every unit, which tells it from what rounds to <c>0.00 MiB</c>.</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    public string Text(long bytes) => bytes == 0 || _power == 0
        ? ByteSize.Exact(bytes)
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, _power):N2} {s_names[_power]}");

    /// <summary>The same; empty for a size that is not known.</summary>
    public string Text(long? bytes) => bytes is { } known ? Text(known) : "";

    /// <summary>A change, with its sign.</summary>
    public string Change(long bytes) => bytes < 0 ? Text(bytes) : "+" + Text(bytes);
}
