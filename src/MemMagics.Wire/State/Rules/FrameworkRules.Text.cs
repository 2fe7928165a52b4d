using System.Text;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Text() =>
    [
        new TravelRule("System.String", Travel.Text, "its characters; which strings are one and the same literal is not kept"),
        .. Fields("System.Text.", "field by field", "StringBuilder", "Rune"),
        .. Fields("System.IO.", "field by field: what was read or written so far, and the position", "StringReader", "StringWriter", "MemoryStream"),
        .. Fields("System.Text.", "field by field", "EncoderReplacementFallback", "DecoderReplacementFallback", "EncoderExceptionFallback", "DecoderExceptionFallback"),
        Rebuilt("System.Text.Encoding", "by code page, with its byte order mark and fallbacks", static _ => new EncodingRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Text.RegularExpressions.Regex", "by pattern, options and timeout", static _ => new RegexRebuild()),
        .. Fields(
            "System.Text.RegularExpressions.", "field by field", "Match", "MatchSparse", "Group", "Capture", "GroupCollection", "CaptureCollection", "MatchCollection", "ValueMatch"),
        Fields("System.Runtime.CompilerServices.FormattableStringFactory+ConcreteFormattableString", "its format and arguments"),
        Rebuilt("System.Text.CompositeFormat", "by its format", static _ => new NamedRebuild(typeof(CompositeFormat), static value => ((CompositeFormat)value).Format, CompositeFormat.Parse)),
        Rebuilt("System.Buffers.SearchValues`1", "by the characters or bytes", Generic(typeof(SearchValuesRebuild<>), "SearchValues`1"), RuleScope.FrameworkDerived),
        .. Fields("System.IO.", "its path, and what it has read of the file's state", "FileInfo", "DirectoryInfo", "FileStatus"),
        Fields("Interop+Sys+FileStatus"),
        Rebuilt("System.Uri", "by its original text", static _ => new UriRebuild()),
        Fields("System.UriBuilder"),
        Rebuilt("System.Net.IPAddress", "by its bytes", static _ => new IPAddressRebuild(), RuleScope.FrameworkDerived),
        .. Fields("System.Net.", "field by field", "IPEndPoint", "EndPoint", "DnsEndPoint", "IPNetwork"),
    ];
}
