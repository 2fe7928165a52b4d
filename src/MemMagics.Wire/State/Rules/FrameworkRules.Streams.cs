using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    /// <summary>Readers and writers: what they read from decides whether they travel.</summary>
    private static IEnumerable<TravelRule> Streams() =>
    [
        .. Fields("System.IO.", "field by field, with its stream, if that travels: what was read or written so far, and the position", "StreamReader", "StreamWriter", "BinaryReader", "BinaryWriter", "BufferedStream"),
        .. Fields(
            "System.Text.", "what is left of a character between two reads or writes", "DecoderNLS", "EncoderNLS", "UnicodeEncoding+Decoder", "UTF32Encoding+UTF32Decoder",
            "DecoderReplacementFallbackBuffer", "EncoderReplacementFallbackBuffer", "DecoderExceptionFallbackBuffer", "EncoderExceptionFallbackBuffer"),
        Rebuilt("System.IO.FileStream", "with `--reopen`, and only if it is open for reading: opened again by its path, at its position", static _ => new FileStreamRebuild()),
        Rebuilt("System.IO.ReadLinesIterator", "by the file's path, from its beginning; half-way through a file it does not travel", static _ => new ReadLinesRebuild()),
    ];
}
