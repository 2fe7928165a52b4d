using System.Text.Json.Nodes;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>The tool <c>dotnet-interactive</c>, in the version that .config/dotnet-tools.json pins.</summary>
internal static class InteractiveTool
{
    /// <summary>Its program, or the test is ignored where it was not restored.</summary>
    public static string Program
    {
        get
        {
            var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Folder, ".config", "dotnet-tools.json")))!;
            var version = manifest["tools"]!["microsoft.dotnet-interactive"]!["version"]!.GetValue<string>();
            var program = Path.Combine(PackedPackage.RestoredPackages, "microsoft.dotnet-interactive", version, "tools", "net10.0", "any", "Microsoft.DotNet.Interactive.App.dll");
            if (!File.Exists(program))
                Assert.Ignore($"The tool Microsoft.dotnet-interactive {version} is not on this machine. Run 'dotnet tool restore' in the repository.");
            return program;
        }
    }

    /// <summary>What its process needs to find the packed package, and no other package than those that the tests were built with.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string home)
    {
        var settings = Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName;
        File.WriteAllText(Path.Combine(settings, "NuGet.Config"), $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{PackedPackage.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{PackedPackage.RestoredPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        return new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = Path.Combine(home, "packages"),
            ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
    }
}
