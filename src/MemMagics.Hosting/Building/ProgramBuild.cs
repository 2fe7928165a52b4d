using MemMagics.Hosting.Sdk;

namespace MemMagics.Hosting.Building;

/// <summary>Has the SDK build C# files and projects, in Release, and reads what it has built.</summary>
/// <param name="cache">Remembers builds; by default the user's own.</param>
public sealed class ProgramBuild(BuildCache? cache = null)
{
    private readonly BuildCache _cache = cache ?? new BuildCache();

    /// <param name="source">What to build.</param>
    /// <param name="build">Whether to build it, or take what was built before.</param>
    /// <param name="waiting">Receives what is being waited for; not called when nothing is.</param>
    /// <param name="cancellationToken">Ends the SDK's processes.</param>
    /// <exception cref="BuildException">There is no such program, it does not compile, or what it is built for does not run here.</exception>
    public async Task<BuiltProgram> BuildAsync(ProgramSource source, bool build, Action<string> waiting, CancellationToken cancellationToken)
    {
        var target = BuildTarget.Find(source);
        if (_cache.Find(target, source.Framework) is { } known)
            return known;

        waiting(build ? $"building {target.Name}" : $"looking for what was built of {target.Name}");
        try
        {
            var begun = DateTime.UtcNow;
            var sdk = new SdkBuild(target, source);
            var choice = await ChooseAsync(sdk, target, source.Framework, cancellationToken);
            var (facts, program) = await BuildAsync(sdk, target, choice, build ? BuildKind.Incremental : BuildKind.None, cancellationToken);
            if (build && CompiledSources.Differ(program, BuildInputs.Projects(facts, program) ?? []))
                (facts, program) = await BuildAsync(sdk, target, choice, BuildKind.Whole, cancellationToken);
            if (build)
                _cache.Keep(target, source.Framework, facts, program, begun);
            return program;
        }
        catch (MissingSdkException e)
        {
            throw new BuildException($"{target.Name} is built by the .NET SDK, and {e.Message}.", e);
        }
    }

    private static async Task<(BuildFacts Facts, BuiltProgram Program)> BuildAsync(SdkBuild sdk, BuildTarget target, FrameworkChoice choice, BuildKind kind, CancellationToken cancellationToken)
    {
        var facts = await sdk.RunAsync(choice.Framework, kind, cancellationToken);
        var program = BuildResult.Read(facts, target, kind);
        return (facts, program with { Notes = [.. choice.Notes, .. program.Notes] });
    }

    /// <summary>The target framework to build, which of several has to be known before.</summary>
    private static async Task<FrameworkChoice> ChooseAsync(SdkBuild sdk, BuildTarget target, string? framework, CancellationToken cancellationToken) =>
        target.IsFile && framework is null
            ? FrameworkChoice.OnlyOne
            : FrameworkChoice.Of(await sdk.EvaluateAsync(cancellationToken), target, framework);
}
