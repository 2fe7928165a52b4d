using System.Globalization;

namespace MemMagics.Magics;

/// <summary>A limit of memory, as it was written.</summary>
/// <param name="Bytes">The limit in bytes.</param>
/// <param name="Text">What stood on the command line: <c>1MB</c>.</param>
public sealed record SizeLimit(long Bytes, string Text)
{
    /// <summary>A limit that was given as a number of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator SizeLimit(long bytes) => FromInt64(bytes);

    /// <summary>A limit that was given as a number of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static SizeLimit FromInt64(long bytes) => new(bytes, bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>The limit as its author wrote it, with all its digits where that had a unit: <c>1MB (1,000,000 B)</c>.</summary>
    public override string ToString()
    {
        var exact = string.Create(CultureInfo.InvariantCulture, $"{Bytes:N0} B");
        return Text.AsSpan().ContainsAnyExcept("0123456789_,bB") ? $"{Text} ({exact})" : exact;
    }
}
