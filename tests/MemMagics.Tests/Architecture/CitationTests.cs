using System.Text.RegularExpressions;

namespace MemMagics.Tests.Architecture;

/// <summary>What comments and pages cite is in the repository.</summary>
public partial class CitationTests
{
    [Test]
    public void EveryPageThatIsCitedIsHere()
    {
        var citations = Files().SelectMany(file => Page().Matches(File.ReadAllText(file)).Select(match => (File: file, Page: match.Value))).ToList();

        Assert.That(citations.Select(citation => citation.Page), Has.Member("docs/measurements.md"));
        Assert.That(citations.Where(citation => !IsHere(citation.File, citation.Page)).Select(citation => $"{Path.GetRelativePath(Repository.Folder, citation.File)} cites {citation.Page}"), Is.Empty);
    }

    [Test]
    public void EveryMeasurementThatIsCitedHasItsSection()
    {
        var headings = File.ReadAllLines(Path.Combine(Repository.Folder, "docs", "measurements.md")).Where(line => line.StartsWith("## ")).Select(line => line[3..]).ToList();
        var cited = Files().SelectMany(file => Measurement().Matches(File.ReadAllText(file)).Select(match => match.Groups["section"].Value)).ToList();

        Assert.That(cited, Is.Not.Empty);
        Assert.That(cited.Where(section => !headings.Exists(heading => section.StartsWith(heading, StringComparison.Ordinal))), Is.Empty);
    }

    private static bool IsHere(string file, string page) =>
        File.Exists(Path.Combine(Repository.Folder, page)) || File.Exists(Path.Combine(Path.GetDirectoryName(file)!, page));

    private static IEnumerable<string> Files() => WrittenFiles.All.Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".targets" or ".props" or ".md");

    // Pages that name themselves in capitals, and those of docs/.
    [GeneratedRegex(@"(?<![\w/-])(docs/[\w-]+\.md|[A-Z]{4,}\.md)\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"docs/measurements\.md, (?<section>[^)\n<]+)")]
    private static partial Regex Measurement();
}
