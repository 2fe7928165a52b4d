using System.Globalization;

namespace MemMagics.Reports;

/// <summary>How bytes are written in every output: invariant culture, binary units that say so.</summary>
public static class ByteSize
{
    /// <summary>All digits: <c>8,000,120 B</c>.</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    public static string Exact(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B");

    /// <summary>Three or more digits that people read: <c>7.63 MiB</c>; exact below one KiB (<c>512 B</c>).</summary>
    /// <param name="bytes">Bytes; may be negative.</param>
    public static string Rounded(long bytes) => SizeUnit.Of(bytes).Text(bytes);
}
