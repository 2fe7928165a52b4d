using System.Text;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An encoding by code page, with its byte order mark and its fallbacks.</summary>
public sealed class EncodingRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Complete, PartNeed.Complete];

    public override Type WireType(Type type) => typeof(Encoding);

    public override object?[] TakeApart(object value)
    {
        var encoding = (Encoding)value;
        return [encoding.CodePage, encoding.Preamble.Length > 0, encoding.EncoderFallback, encoding.DecoderFallback];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (codePage, mark) = ((int)parts[0]!, (bool)parts[1]!);
        const int Utf8 = 65001, Utf16 = 1200, Utf16BigEndian = 1201, Utf32 = 12000, Utf32BigEndian = 12001;
        Encoding encoding = codePage switch
        {
            Utf8 => new UTF8Encoding(mark),
            Utf16 or Utf16BigEndian => new UnicodeEncoding(codePage == Utf16BigEndian, mark),
            Utf32 or Utf32BigEndian => new UTF32Encoding(codePage == Utf32BigEndian, mark),
            _ => (Encoding)ByCodePage(codePage).Clone(),
        };
        encoding = (Encoding)encoding.Clone();
        encoding.EncoderFallback = (EncoderFallback)parts[2]!;
        encoding.DecoderFallback = (DecoderFallback)parts[3]!;
        return encoding;
    }

    private static Encoding ByCodePage(int codePage)
    {
        try
        {
            return Encoding.GetEncoding(codePage);
        }
        catch (NotSupportedException)
        {
            // A code page that .NET has only after its provider was registered, as it was in the notebook.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(codePage);
        }
    }
}
