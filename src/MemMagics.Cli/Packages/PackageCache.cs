using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MemMagics.Cli.Packages;

/// <summary>Remembers what sets of packages were restored to, so that the next run neither waits nor needs a network.</summary>
internal sealed class PackageCache(string folder)
{
    // Changes when more is remembered of a set of packages than before.
    private const string FormatVersion = "2";

    /// <summary>How long the newest version of a package is taken to be the newest.</summary>
    private static readonly TimeSpan s_floatingFor = TimeSpan.FromDays(1);

    public string Folder => folder;

    /// <summary>What the set was restored to; <see langword="null"/> when that is unknown, no longer there, or (for floating versions) too old.</summary>
    /// <param name="evenOld">Whether an answer may be too old, because there is no network for a new one.</param>
    public RestoredPackages? Find(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, bool evenOld = false)
    {
        try
        {
            var found = JsonSerializer.Deserialize<RestoredPackages>(File.ReadAllText(FileOf(packages, sources)));
            var fresh = evenOld || !packages.Any(package => package.IsFloating) || DateTimeOffset.UtcNow - found?.RestoredAt < s_floatingFor;
            return fresh && found is not null && found.IsThere() ? found : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Keep(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, RestoredPackages restored)
    {
        try
        {
            var file = FileOf(packages, sources);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WholeFile.Write(file, JsonSerializer.Serialize(restored));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs the next run a few seconds, nothing else.
        }
    }

    private string FileOf(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources)
    {
        // The order in which packages were asked for does not matter, but runtime and platform do.
        var lines = packages.Select(package => $"{package.Id.ToLowerInvariant()} {package.Version.ToLowerInvariant()}").Distinct().Order(StringComparer.Ordinal)
            .Concat(sources.Order(StringComparer.Ordinal))
            .Append(FormatVersion)
            .Append($"net{Environment.Version.Major}.{Environment.Version.Minor}")
            .Append(RuntimeInformation.RuntimeIdentifier);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return Path.Combine(folder, "packages", $"{Convert.ToHexStringLower(hash)[..32]}.json");
    }
}
