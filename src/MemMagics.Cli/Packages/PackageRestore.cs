using System.Text.RegularExpressions;
using MemMagics.Hosting.Sdk;

namespace MemMagics.Cli.Packages;

/// <summary>Has the .NET SDK restore packages into the user's package folder, as a project's would be.</summary>
internal sealed partial class PackageRestore(PackageCache cache, string notebookFolder)
{
    private const string DeadSource = "NU1801";

    /// <summary>A package source as the SDK is to find it: a folder is one beside the notebook unless its path is a full one.</summary>
    public string PlaceOf(string source) => Uri.TryCreate(source, UriKind.Absolute, out _) ? source : Path.GetFullPath(source, notebookFolder);

    /// <param name="packages">All packages of the notebook so far, so that versions fit together.</param>
    /// <param name="sources">Package sources besides the configured ones.</param>
    /// <param name="waiting">Receives what is being waited for; not called when nothing is.</param>
    /// <param name="cancellationToken">Ends the SDK's process.</param>
    /// <exception cref="PackageException">They cannot be restored.</exception>
    public async Task<RestoredPackages> RestoreAsync(
        IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, Action<string> waiting, CancellationToken cancellationToken)
    {
        if (cache.Find(packages, sources) is { } known)
            return known;

        waiting($"restoring {string.Join(", ", packages)}");
        try
        {
            var restored = await RunAsync(packages, sources, cancellationToken);
            cache.Keep(packages, sources, restored);
            return restored;
        }
        catch (PackageException e) when (cache.Find(packages, sources, evenOld: true) is not null)
        {
            var old = cache.Find(packages, sources, evenOld: true)!;
            return old with { Notes = [.. old.Notes, $"Whether there are newer versions is unknown: {e.Message}"] };
        }
    }

    private async Task<RestoredPackages> RunAsync(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(cache.Folder, "restore", Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var project = PackageProject.Write(folder, packages, sources, notebookFolder);
            var (exitCode, output) = await RestoreAsync(project, cancellationToken);
            return exitCode == 0
                ? AssetsFile.Read(Path.Combine(folder, "obj", "project.assets.json"))
                : throw new PackageException(Sentence(packages, output.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RestoreAsync(string project, CancellationToken cancellationToken)
    {
        try
        {
            return await SdkCommand.RunAsync(["restore", project, "--nologo", "-nodeReuse:false", "-verbosity:minimal"], Path.GetDirectoryName(project)!, cancellationToken);
        }
        catch (MissingSdkException e)
        {
            throw new PackageException($"#r \"nuget: …\" needs the .NET SDK, and {e.Message}.", e);
        }
    }

    /// <param name="packages">What was wanted.</param>
    /// <param name="output">What the SDK says, without the folder that the project was written to.</param>
    private static string Sentence(IReadOnlyList<PackageRequest> packages, string output)
    {
        // What is missing first, then where it could not be looked for.
        var errors = NuGetError().Matches(output).Select(match => match.Groups["message"].Value.Trim()).Distinct()
            .OrderBy(static message => message.StartsWith(DeadSource, StringComparison.Ordinal)).ToList();
        return errors.Count > 0
            ? string.Join('\n', errors)
            : $"{string.Join(", ", packages)} could not be restored:\n{output.Trim()}";
    }

    [GeneratedRegex(@"(error|warning(?= NU1801)) (?<message>(NU\d+|NETSDK\d+|MSB\d+): .*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex NuGetError();
}
