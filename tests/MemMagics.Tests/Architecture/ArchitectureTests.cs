using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemMagics.Tests.Architecture;

/// <summary>The dependencies between folders, as the compiled assemblies have them.</summary>
public class ArchitectureTests
{
    private static readonly SourceMap s_map = SourceMap.Read();

    [TestCaseSource(nameof(Projects))]
    public void AFolderKnowsThoseAboveItOnTheMapOnly(string project)
    {
        var arrows = NamespaceArrows.Of(AssemblyOf(project));

        Assert.That(arrows, Is.Not.Empty);
        Assert.That(arrows.Where(s_map.GoesUp).Select(arrow => $"{arrow.From} knows {arrow.To} ({arrow.Type})"), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void EveryNamespaceIsOnTheMap(string project)
    {
        Assert.That(NamespaceArrows.NamespacesOf(AssemblyOf(project)).Where(name => s_map.PlaceOf(name) < 0), Is.Empty);
    }

    [Test]
    public void EveryFolderOfTheMapIsThere()
    {
        Assert.That(s_map.Folders, Has.Count.GreaterThan(30).And.Unique);
        Assert.That(s_map.Folders.Where(folder => !Directory.Exists(Path.Combine(Repository.Folder, folder)) || Directory.GetFiles(Path.Combine(Repository.Folder, folder), "*.cs").Length == 0), Is.Empty);
    }

    [Test]
    public void EveryProjectIsOnTheMap()
    {
        Assert.That(Directory.GetDirectories(Path.Combine(Repository.Folder, "src")).Select(Path.GetFileName), Is.EquivalentTo(s_map.Projects));
    }

    [TestCase("MemMagics.Platform")]
    [TestCase("MemMagics.Wire", "MemMagics.Platform")]
    [TestCase("MemMagics.Reports", "MemMagics.Platform")]
    [TestCase("MemMagics.Worker", "MemMagics.Wire", "MemMagics.Platform")]
    [TestCase("MemMagics", "MemMagics.Wire", "MemMagics.Reports", "MemMagics.Platform")]
    [TestCase("MemMagics.Hosting", "MemMagics.Wire", "MemMagics.Reports", "MemMagics.Platform")]
    [TestCase("MemMagics.Testing", "MemMagics.Wire", "MemMagics.Reports", "MemMagics.Platform")]
    public void AnAssemblyRefersToOursBelowItOnly(string project, params string[] expected)
    {
        using var image = new PEReader(File.OpenRead(AssemblyOf(project)));
        var metadata = image.GetMetadataReader();
        var ours = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Where(name => name.StartsWith("MemMagics"));

        Assert.That(ours, Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(Projects))]
    public void InternalsAreVisibleToTestsAndBenchmarksOnly(string project)
    {
        var friends = from attribute in System.Reflection.Assembly.LoadFrom(AssemblyOf(project)).GetCustomAttributesData()
                      where attribute.AttributeType.Name == "InternalsVisibleToAttribute"
                      select (string)attribute.ConstructorArguments[0].Value!;

        // The platform is no part of what anybody is to use: all of it is internal, and ours.
        Assert.That(project == "MemMagics.Platform" ? friends.Where(friend => !friend.StartsWith("MemMagics")) : friends.Where(friend => !friend.StartsWith("MemMagics.Tests") && friend != "MemMagics.Benchmarks"), Is.Empty);
    }

    private static IEnumerable<string> Projects => s_map.Projects;

    private static string AssemblyOf(string project) => Path.Combine(Repository.OutputOf(project), project + ".dll");
}
