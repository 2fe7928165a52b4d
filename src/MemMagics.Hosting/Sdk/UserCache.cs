using MemMagics.Platform;

namespace MemMagics.Hosting.Sdk;

/// <summary>Where the user keeps what can be made again.</summary>
public static class UserCache
{
    /// <summary>Our folder there, which may not exist yet: <c>MEMMAGICS_CACHE</c>, or <c>memmagics</c> where the platform keeps caches.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("MEMMAGICS_CACHE") is { Length: > 0 } own ? own
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches ? Path.Combine(caches, "memmagics")
        : HostPlatform.Files.CachesOf("memmagics");
}
