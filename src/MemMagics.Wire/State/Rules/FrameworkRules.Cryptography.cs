using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Cryptography() =>
    [
        .. ((string[])["MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3_256", "SHA3_384", "SHA3_512"]).Select(static name => Rebuilt(
            "System.Security.Cryptography." + name, "as a new one, with the last hash; one that has hashed a part of its input does not travel", static _ => new HashAlgorithmRebuild(),
            RuleScope.FrameworkDerived)),
        .. ((string[])["HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512", "HMACSHA3_256", "HMACSHA3_384", "HMACSHA3_512"]).Select(static name => Rebuilt(
            "System.Security.Cryptography." + name, "by its key, with the last hash; one that has hashed a part of its input does not travel", static _ => new KeyedHashRebuild())),
        Fields("System.Security.Cryptography.HashAlgorithmName"),
    ];
}
