using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
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
        Rebuilt("System.Uri", "by its original text", static _ => new UriRebuild()),
        Fields("System.UriBuilder"),
        Rebuilt("System.Net.IPAddress", "by its bytes", static _ => new IPAddressRebuild(), RuleScope.FrameworkDerived),
        .. Fields("System.Net.", "field by field", "IPEndPoint", "EndPoint", "DnsEndPoint", "IPNetwork"),
    ];
}
