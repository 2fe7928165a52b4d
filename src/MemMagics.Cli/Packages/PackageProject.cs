using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace MemMagics.Cli.Packages;

/// <summary>A project that has nothing but package references, for the SDK to restore.</summary>
internal static class PackageProject
{
    public const string Name = "notebook-packages";

    /// <summary>Writes the project to a folder.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="packages">What it references.</param>
    /// <param name="sources">Package sources besides the configured ones.</param>
    /// <param name="notebookFolder">The folder whose <c>nuget.config</c>, or its parents', counts.</param>
    /// <returns>The project's path.</returns>
    public static string Write(string folder, IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, string notebookFolder)
    {
        // The SDK is imported by hand, after the properties that keep the build files of parent folders out.
        var project = new XElement(
            "Project",
            Properties(
                ("ImportDirectoryBuildProps", "false"),
                ("ImportDirectoryBuildTargets", "false"),
                ("ImportDirectoryPackagesProps", "false")),
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            Properties(
                ("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
                ("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
                ("SelfContained", "false"),
                ("UseAppHost", "false"),
                ("EnableDefaultItems", "false"),
                ("NuGetAudit", "false"),
                ("RestoreIgnoreFailedSources", "true"), // notebooks live longer than feeds: what the other sources have is enough, and a note tells of the rest
                ("RestoreRootConfigDirectory", notebookFolder),
                ("RestoreAdditionalProjectSources", string.Join(';', sources))),
            new XElement("ItemGroup", packages.Select(package =>
                new XElement("PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", package.Version)))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")));
        var path = Path.Combine(folder, $"{Name}.csproj");
        project.Save(path);
        return path;
    }

    private static XElement Properties(params (string Name, string Value)[] properties) =>
        new("PropertyGroup", properties.Select(property => new XElement(property.Name, property.Value)));
}
