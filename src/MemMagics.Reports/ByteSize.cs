using System.Globalization;

namespace MemMagics.Reports;

/// <summary>How bytes are written in every output: invariant culture, binary units that say so.</summary>
public static class ByteSize
{
    private static readonly string[] s_units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>All digits: <c>8,000,120 B</c>.</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    public static string Exact(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B");

    /// <summary>Three or more digits that people read: <c>7.63 MiB</c>; exact below one KiB (<c>512 B</c>).</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    public static string Rounded(long bytes)
    {
        if (Math.Abs((double)bytes) < 1024)
            return Exact(bytes);

        var value = bytes / 1024.0;
        var unit = 0;
        // What would print as 1024.00 is 1.00 of the next unit.
        while (Math.Round(Math.Abs(value), 2) >= 1024 && unit < s_units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:F2} {s_units[unit]}");
    }
}
