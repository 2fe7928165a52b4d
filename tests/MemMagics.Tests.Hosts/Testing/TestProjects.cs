using System.Diagnostics;
using System.Xml.Linq;
using MemMagics.Tests.Packaging;

namespace MemMagics.Tests.Hosts.Testing;

/// <summary>Test projects of people who use the packed MemMagics.Testing, one for each framework: built and run once by <c>dotnet test</c>.</summary>
internal sealed class TestProjects
{
    private const string ResultsFolder = "results";

    private readonly Dictionary<string, TestResult> _results;

    private TestProjects(Dictionary<string, TestResult> results) => _results = results;

    /// <summary>The result of a test.</summary>
    /// <param name="name">Its project and its name: <c>NUnit.Fails</c>.</param>
    public TestResult this[string name] => _results.TryGetValue(name, out var result) ? result : throw new KeyNotFoundException($"{name} is not among {string.Join(", ", _results.Keys)}.");

    /// <summary>Writes the projects into a folder, and runs them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="projects">What is in each: its packages and its code, by its name.</param>
    public static async Task<TestProjects> RunAsync(TemporaryFolder folder, IReadOnlyDictionary<string, (string Packages, string Code)> projects)
    {
        var feed = await DotnetSdk.FeedAsync("MemMagics.Testing", Path.Combine(folder.Path, "feed"));
        folder.File("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="feed" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{PackedPackage.RestoredPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        folder.File("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MemMagics.Testing" Version="0.1.0" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <Using Include="MemMagics.Testing" />
              </ItemGroup>
            </Project>
            """);
        folder.File("Tests.slnx", $"<Solution>{string.Concat(projects.Keys.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        foreach (var (name, (packages, code)) in projects)
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
            folder.File($"{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{packages}<ItemGroup><None Update=\"broken.dll\" CopyToOutputDirectory=\"PreserveNewest\" /></ItemGroup></Project>");
            folder.File($"{name}/Tests.cs", code);

            // Not all that is beside tests and called so is an assembly.
            folder.File($"{name}/broken.dll", "no assembly");
        }

        var command = new ProcessStartInfo("dotnet", ["test", "Tests.slnx", "-c", "Release", "--logger", "trx", "--results-directory", ResultsFolder]) { WorkingDirectory = folder.Path };
        foreach (var variable in command.Environment.Keys.Where(variable => variable.StartsWith("MSBUILD", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(variable); // the test runner's own SDK
        command.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        command.Environment.Remove("NUGET_PACKAGES");
        var run = await ToolRun.OfAsync(command);
        Assert.That(Path.Combine(folder.Path, ResultsFolder), Does.Exist, run.Output + run.Errors);
        var results = Directory.GetFiles(Path.Combine(folder.Path, ResultsFolder), "*.trx").SelectMany(ResultsIn).ToDictionary(result => result.Name, result => result.Result);
        Assert.That(results, Is.Not.Empty, run.Output + run.Errors);
        return new TestProjects(results);
    }

    private static IEnumerable<(string Name, TestResult Result)> ResultsIn(string file)
    {
        var document = XDocument.Load(file);
        var space = document.Root!.Name.Namespace;
        var project = Path.GetFileNameWithoutExtension((string)document.Descendants(space + "TestMethod").First().Attribute("codeBase")!);
        return document.Descendants(space + "UnitTestResult").Select(result => (
            $"{project}.{((string)result.Attribute("testName")!).Split('.')[^1]}",
            new TestResult((string)result.Attribute("outcome")!, Text(result, "Message"), Text(result, "StdOut"))));

        string Text(XElement result, string element) => (string?)result.Descendants(space + element).FirstOrDefault() ?? "";
    }
}
