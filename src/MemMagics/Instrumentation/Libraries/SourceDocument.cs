using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>A source file as a library's symbols name it.</summary>
/// <param name="Path">Its path where the library was built.</param>
/// <param name="Algorithm">The algorithm of its checksum.</param>
/// <param name="Checksum">The checksum.</param>
/// <param name="EmbeddedText">The text embedded in the symbols; default when there is none.</param>
/// <remarks>dotnet/runtime, docs/design/specs/PortablePdb-Metadata.md.</remarks>
internal sealed record SourceDocument(string Path, Guid Algorithm, ImmutableArray<byte> Checksum, ImmutableArray<byte> EmbeddedText)
{
    public static readonly Guid CSharp = new("3F5162F8-07C6-11D3-9053-00C04FA302A1");
    public static readonly Guid Embedded = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid s_sha256 = new("8829D00F-11B8-4213-878B-770E8597AC16");
    private static readonly Guid s_sha1 = new("FF1816EC-AA5E-4D10-87F7-6F4963833460");
    private static readonly Guid s_md5 = new("406EA660-64CF-4C82-B6F0-42D48172A799");

    /// <summary>The text that the library was built from: embedded, or in an unchanged file; <see langword="null"/> when there is neither.</summary>
    /// <param name="changed">Whether the file exists but is not what the library was built from.</param>
    public string? Text(out bool changed)
    {
        changed = false;
        if (!EmbeddedText.IsDefault)
            return Decoded(Unpacked());

        if (!File.Exists(Path))
            return null;

        try
        {
            var content = File.ReadAllBytes(Path);
            changed = !HasChecksum(content);
            return changed ? null : Decoded(content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a file is there and has the text that the library was built from.</summary>
    public bool Is(string file)
    {
        try
        {
            return File.Exists(file) && HasChecksum(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Four bytes with the uncompressed size of a deflated text, 0 when it is not deflated; then the text.</summary>
    private byte[] Unpacked()
    {
        var packed = EmbeddedText.ToArray();
        var size = BitConverter.ToInt32(packed, 0);
        if (size == 0)
            return packed[sizeof(int)..];

        using var text = new MemoryStream(size);
        using (var deflated = new DeflateStream(new MemoryStream(packed, sizeof(int), packed.Length - sizeof(int)), CompressionMode.Decompress))
            deflated.CopyTo(text);

        return text.ToArray();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "Compilers write these checksums; nothing is trusted for them but line numbers.")]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Likewise.")]
    private bool HasChecksum(byte[] content)
    {
        var actual = Algorithm == s_sha256 ? SHA256.HashData(content)
            : Algorithm == s_sha1 ? SHA1.HashData(content)
            : Algorithm == s_md5 ? MD5.HashData(content)
            : [];
        return actual.Length > 0 && Checksum.AsSpan().SequenceEqual(actual);
    }

    private static string Decoded(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
