using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using MemMagics.Hosting.Json;

namespace MemMagics.Hosting.Building;

/// <summary>Makes a <see cref="BuiltProgram"/> of what MSBuild says and of the files that it has written.</summary>
internal static class BuildResult
{
    /// <param name="facts">The project after its build.</param>
    /// <param name="target">What was built.</param>
    /// <param name="kind">How much of it was built now.</param>
    /// <exception cref="BuildException">There is no assembly.</exception>
    public static BuiltProgram Read(BuildFacts facts, BuildTarget target, BuildKind kind)
    {
        var framework = facts.Property("TargetFramework");
        var named = TargetFrameworkName.Parse(framework);
        FrameworkChoice.Check(named, target, facts.Property("OutputType"));
        if (facts.PathOf("TargetPath") is not { } assembly || !File.Exists(assembly))
            throw new BuildException(kind != BuildKind.None ? $"{target.Name} builds no assembly, so there is nothing to measure." : $"{target.Name} was not built in Release yet. Leave --no-build out.");

        var isProgram = facts.Property("OutputType").EndsWith("Exe", StringComparison.OrdinalIgnoreCase);
        var dependencies = Existing(facts.PathOf("ProjectDepsFilePath"));
        var program = new BuiltProgram
        {
            Name = target.Name,
            Project = target.Path,
            Assembly = assembly,
            RuntimeConfiguration = isProgram ? Existing(facts.PathOf("ProjectRuntimeConfigFilePath")) : null,
            Dependencies = dependencies,
            IsWeb = facts.Is("UsingMicrosoftNETSdkWeb"),
            IsTest = facts.Is("IsTestProject"),
            Frameworks = [.. facts.Items("FrameworkReference").Select(static item => JsonText.At(item, "Identity")).OfType<string>().Distinct()],
            Usings = [.. facts.Items("Using").Select(UsingOf).Distinct()],
            Sources = [.. facts.WrittenPathsOf("Compile").Distinct()],
            TargetFramework = framework,
            Notes = isProgram && named.IsOlder ? [$"{target.Name} is built for {named}; it is measured on .NET {Environment.Version.ToString(2)}."] : [],
        };
        return dependencies is null ? WithNeighbours(program) : WithDependencies(program, dependencies, facts);
    }

    private static BuiltProgram WithDependencies(BuiltProgram program, string dependencies, BuildFacts facts)
    {
        var files = DependencyFile.Read(dependencies, facts.PackageFolders);
        return program with
        {
            Libraries = [.. files.Assemblies.Where(file => file != program.Assembly)],
            NativeLibraryFolders = files.NativeFolders,
            ResourceFolders = files.ResourceFolders,
        };
    }

    /// <summary>A program without a <c>deps.json</c> runs with what lies beside it.</summary>
    private static BuiltProgram WithNeighbours(BuiltProgram program)
    {
        var folder = Path.GetDirectoryName(program.Assembly)!;
        return program with { Libraries = [.. Directory.GetFiles(folder, "*.dll").Where(file => file != program.Assembly && IsManaged(file))], NativeLibraryFolders = [folder], ResourceFolders = [folder] };
    }

    private static bool IsManaged(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        try
        {
            return image.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static string UsingOf(JsonObject item)
    {
        var name = JsonText.At(item, "Identity");
        return JsonText.At(item, "Alias") is { Length: > 0 } alias ? $"{alias} = {name}"
            : "true".Equals(JsonText.At(item, "Static"), StringComparison.OrdinalIgnoreCase) ? $"static {name}"
            : $"{name}";
    }

    private static string? Existing(string? path) => File.Exists(path) ? path : null;
}
