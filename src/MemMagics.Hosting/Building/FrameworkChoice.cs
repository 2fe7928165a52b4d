namespace MemMagics.Hosting.Building;

/// <summary>Which target framework of a project is built.</summary>
/// <param name="Framework">The one to name to the SDK; <see langword="null"/> when the project has only one.</param>
/// <param name="Notes">Sentences on the choice.</param>
internal sealed record FrameworkChoice(string? Framework, IReadOnlyList<string> Notes)
{
    public static FrameworkChoice OnlyOne { get; } = new(null, []);

    /// <param name="facts">The project before its build.</param>
    /// <param name="target">The project.</param>
    /// <param name="asked">The framework that the user asks for; <see langword="null"/> for any.</param>
    /// <exception cref="BuildException">It has no such framework, or none that runs here.</exception>
    public static FrameworkChoice Of(BuildFacts facts, BuildTarget target, string? asked)
    {
        var several = TargetFrameworkName.ParseList(facts.Property("TargetFrameworks"));
        var all = several.Count > 0 ? several : TargetFrameworkName.ParseList(facts.Property("TargetFramework"));
        if (asked is not null)
        {
            var named = all.FirstOrDefault(framework => framework.Name.Equals(asked.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new BuildException($"{target.Name} has no target framework {asked}; it has {Listed(all)}.");
            Check(named, target, facts.Property("OutputType"));
            return new FrameworkChoice(several.Count > 0 ? named.Name : null, []);
        }

        if (several.Count == 0)
        {
            if (all is [var only])
                Check(only, target, facts.Property("OutputType"));
            return OnlyOne;
        }

        var newest = TargetFrameworkName.Newest(several)
            ?? throw new BuildException($"None of the target frameworks of {target.Name} runs here: {string.Join("; ", several.Select(framework => $"{framework} {framework.WhyNot}"))}.");
        Check(newest, target, facts.Property("OutputType"));
        return new FrameworkChoice(newest.Name, several.Count == 1 ? [] : [$"{target.Name} has the target frameworks {Listed(several)}; {newest} is taken."]);
    }

    /// <exception cref="BuildException">What is built for it does not run here.</exception>
    public static void Check(TargetFrameworkName framework, BuildTarget target, string outputType)
    {
        if (!framework.RunsHere)
            throw new BuildException($"{target.Name} is built for {framework}, which {framework.WhyNot}.");
        if (framework.IsStandard && outputType.EndsWith("Exe", StringComparison.OrdinalIgnoreCase))
            throw new BuildException($"{target.Name} is a program that is built for {framework}, which no program runs on. Give it a target framework like net{Environment.Version.Major}.{Environment.Version.Minor}.");
    }

    private static string Listed(IReadOnlyList<TargetFrameworkName> frameworks) =>
        frameworks.Count < 2 ? string.Concat(frameworks) : $"{string.Join(", ", frameworks.SkipLast(1))} and {frameworks[^1]}";
}
