using MemMagics.Hosting.Sdk;

namespace MemMagics.Hosting.Building;

/// <summary>The SDK at work on one program.</summary>
/// <param name="target">The program.</param>
/// <param name="source">What the user gave.</param>
internal sealed class SdkBuild(BuildTarget target, ProgramSource source)
{
    /// <summary>The properties and items as they are before a build.</summary>
    /// <exception cref="BuildException">The project cannot be read.</exception>
    public Task<BuildFacts> EvaluateAsync(CancellationToken cancellationToken) =>
        RunAsync(target.IsFile ? ["build", target.Path] : ["msbuild", target.Path, "-p:Configuration=Release"], cancellationToken);

    /// <summary>Restores and builds, in Release.</summary>
    /// <param name="framework">The target framework; <see langword="null"/> for the only one.</param>
    /// <param name="kind">How much of it to build.</param>
    /// <param name="cancellationToken">Ends the SDK's processes.</param>
    /// <returns>The properties and items as they are after it.</returns>
    /// <exception cref="BuildException">It fails.</exception>
    public Task<BuildFacts> RunAsync(string? framework, BuildKind kind, CancellationToken cancellationToken)
    {
        List<string> arguments = ["build", target.Path, "-c", "Release", "-v", "quiet"];
        if (framework is not null)
            arguments.AddRange(["-f", framework]);

        // No compiler is left behind that waits for more; nor does an SDK of file-based apps build when it is asked for a property without a target.
        arguments.AddRange(kind == BuildKind.None ? ["--no-restore"] : ["-t:Build", "-p:UseSharedCompilation=false"]);
        if (kind == BuildKind.Whole)
            arguments.Add("--no-incremental");
        return RunAsync(arguments, cancellationToken);
    }

    private async Task<BuildFacts> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output, facts) = await WithFactsAsync(arguments, cancellationToken);
        if (exitCode == 0 && facts is not null)
            return facts;
        if (facts?.Property("TargetFramework") is { Length: > 0 } framework)
            FrameworkChoice.Check(TargetFrameworkName.Parse(framework), target, facts.Property("OutputType"));
        // An MSBuild that writes its results to a file is silent on a project that it cannot read.
        if (string.IsNullOrWhiteSpace(output))
            (_, output) = await SdkCommand.RunAsync([.. arguments, "-getProperty:TargetPath"], target.Folder, cancellationToken);
        throw new BuildException(Failure(output));
    }

    private async Task<(int ExitCode, string Output, BuildFacts? Facts)> WithFactsAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = Path.Combine(Path.GetTempPath(), $"memmagics-build-{Guid.NewGuid():N}.json");
        try
        {
            var (exitCode, output) = await SdkCommand.RunAsync([.. arguments, .. BuildFacts.Options(result)], target.Folder, cancellationToken);
            return (exitCode, output, BuildFacts.Read(result, target.Folder));
        }
        finally
        {
            File.Delete(result);
        }
    }

    private string Failure(string output) =>
        target.IsFile && output.Contains("MSB4025", StringComparison.Ordinal)
            ? $"{target.Name} is a file without a project, which the .NET SDK builds from version 10 on. Install it, or check global.json, which may ask for an older one."
            : $"{target.Name} does not build:\n{BuildErrors.Read(output, target, source)}{ProjectBeside()}";

    /// <summary>Whoever names a file of a project gets errors about all that the project has and the file alone has not.</summary>
    private string ProjectBeside() =>
        target.IsFile && Directory.EnumerateFiles(target.Folder, "*.csproj").FirstOrDefault() is { } project
            ? $"\nIf it is a part of {Path.GetFileName(project)}, measure that: --project {Path.GetRelativePath(source.Folder, project)}."
            : "";
}
