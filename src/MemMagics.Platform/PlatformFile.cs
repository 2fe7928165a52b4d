using System.Runtime.InteropServices;

namespace MemMagics.Platform;

/// <summary>Files of a package that may be there more than once: in a folder named after the platform for which they are compiled ahead of time, and for all platforms beside it.</summary>
internal static class PlatformFile
{
    // Not RuntimeInformation.RuntimeIdentifier: a .NET that a distribution has built says fedora.42-x64, Alpine's linux-musl-x64, and both load what is compiled for linux-x64.
    private static readonly string[] s_platforms =
        [.. HostPlatform.Names.PackagePlatforms.Select(system => $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}")];

    /// <summary>The one that this process loads best.</summary>
    /// <param name="folder">The folder of those for all platforms.</param>
    /// <param name="name">The file's name.</param>
    /// <returns>Its path, or <see langword="null"/> where there is none of this name.</returns>
    public static string? Find(string folder, string name) =>
        s_platforms.Select(platform => Path.Combine(folder, platform, name)).Append(Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
