using MemMagics.Cli.Packages;

namespace MemMagics.Cli.Building;

/// <summary>Has the SDK build C# files and projects, in Release, and reads what it has built.</summary>
internal sealed class ProgramBuild
{
    /// <param name="source">What to build.</param>
    /// <param name="build">Whether to build it, or take what was built before.</param>
    /// <param name="waiting">Receives what is being waited for; not called when nothing is.</param>
    /// <param name="cancellationToken">Ends the SDK's processes.</param>
    /// <exception cref="BuildException">There is no such program, it does not compile, or what it is built for does not run here.</exception>
    public async Task<BuiltProgram> BuildAsync(ProgramSource source, bool build, Action<string> waiting, CancellationToken cancellationToken)
    {
        var target = BuildTarget.Find(source.Path);
        waiting(build ? $"building {target.Name}" : $"looking for what was built of {target.Name}");
        var folder = Directory.CreateTempSubdirectory("memmagics-build-").FullName;
        try
        {
            var sdk = new SdkBuild(target, source.Path, folder);
            var choice = await ChooseAsync(sdk, target, source.Framework, cancellationToken);
            var facts = await sdk.RunAsync(choice.Framework, build, cancellationToken);
            return BuildResult.Read(facts, target, build) with { Notes = choice.Notes };
        }
        catch (MissingSdkException e)
        {
            throw new BuildException($"{target.Name} is built by the .NET SDK, and {e.Message}.", e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The target framework to build, which of several has to be known before.</summary>
    private static async Task<FrameworkChoice> ChooseAsync(SdkBuild sdk, BuildTarget target, string? framework, CancellationToken cancellationToken) =>
        target.IsFile && framework is null
            ? FrameworkChoice.OnlyOne
            : FrameworkChoice.Of(await sdk.EvaluateAsync(cancellationToken), target, framework);
}
