using System.Text.RegularExpressions;

namespace MemMagics.Tests.Architecture;

/// <summary>Namespaces are imported in the order that <c>dotnet format</c> has them in: System first, then by their names. The whole of it takes minutes, for what the build checks too.</summary>
public partial class ImportsTests
{
    [Test]
    public void TheyAreSorted()
    {
        var files = WrittenFiles.All.Where(static file => Path.GetExtension(file) == ".cs").ToList();

        Assert.That(files, Has.Count.GreaterThan(100), "they are looked for where they are");
        Assert.That(files.Where(static file => !IsSorted(File.ReadLines(file).TakeWhile(static line => line.StartsWith("using ", StringComparison.Ordinal)))).Select(WrittenFiles.NameOf), Is.Empty);
    }

    [TestCase(true, "using System;", "using System.IO;", "using Alpha;", "using Alpha.Beta;", "using AlphaBeta;", "using static System.Math;", "using X = System.Int32;")]
    [TestCase(false, "using Alpha;", "using System;")]
    [TestCase(false, "using Beta;", "using Alpha.Gamma;")]
    [TestCase(false, "using Alpha.Beta;", "using Alpha;")]
    [TestCase(false, "using static System.Math;", "using System;")]
    [TestCase(false, "using X = System.Int32;", "using static System.Math;")]
    public void WhatIsNotIsSeen(bool sorted, params string[] lines) => Assert.That(IsSorted(lines), Is.EqualTo(sorted));

    private static bool IsSorted(IEnumerable<string> lines)
    {
        var keys = lines.Select(KeyOf).ToList();
        return keys.SequenceEqual(keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    // Whatever is not a letter of a name comes before all letters.
    private static string KeyOf(string line)
    {
        var import = Import().Match(line);
        var kind = import.Groups["alias"].Success ? 2 : import.Groups["static"].Success ? 1 : 0;
        var name = import.Groups["name"].Value;
        return $"{kind} {(name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1)} {import.Groups["alias"].Value} {name.Replace('.', ' ')}";
    }

    [GeneratedRegex(@"^using (?<static>static )?((?<alias>\w+) = )?(?<name>[\w.]+)")]
    private static partial Regex Import();
}
