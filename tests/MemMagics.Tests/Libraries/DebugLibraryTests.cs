using MemMagics.Magics;
using Microsoft.CodeAnalysis;

namespace MemMagics.Tests.Libraries;

/// <summary>A library that was compiled without optimisations is not optimised by the runtime either, so the report names it.</summary>
internal sealed class DebugLibraryTests
{
    private const string Source = "public static class Boxes { public static int Count(int n) { object boxed = n; return boxed is int m ? m : 0; } }";
    private const string Other = "public static class Crates { public static int Count(int n) => Boxes.Count(n); }";

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Dispose() => _folder.Dispose();

    [TestCase(StateMode.Snapshot, "Release, fully optimised")]
    [TestCase(StateMode.Replay, "Release, fully optimised")]
    [TestCase(StateMode.InProcess, "Release, cells as the notebook compiled them")]
    public async Task TheReportNamesIt(StateMode state, string optimized)
    {
        var boxes = SampleLibrary.Compile(_folder, $"Boxes{state}", Source, SampleSymbols.None, level: OptimizationLevel.Debug);
        await using var session = await ScriptSession.Start($"#r \"{boxes}\"");

        // act
        var report = await session.Memit("Boxes.Count(3)", request => request with { Repeat = 1, State = state });

        // assert
        Assert.That(report.Conditions.Optimization, Is.EqualTo($"{optimized} (Boxes{state}: Debug)"));
        Assert.That(report.Notes, Has.One.EqualTo($"Boxes{state}: compiled without optimisations (Debug). A Release build may allocate less."));
    }

    [Test]
    public async Task ALibraryThatAnotherOneUsesIsNamedToo()
    {
        var boxes = SampleLibrary.Compile(_folder, "Boxes", Source, SampleSymbols.None, level: OptimizationLevel.Debug);
        var crates = SampleLibrary.Compile(_folder, "Crates", Other, SampleSymbols.None, references: boxes);
        await using var session = await ScriptSession.Start($"#r \"{boxes}\"\n#r \"{crates}\"");

        // act
        var report = await session.Mprun("Crates.Count(3)", "Crates.Count");

        // assert
        Assert.That(report.Conditions.Optimization, Is.EqualTo("Release, fully optimised (Boxes: Debug)"));
    }

    [TestCase("1 + 1", Description = "it is referred to, and not used")]
    [TestCase("Shelves.Count(3)", Description = "a Release build")]
    public async Task NoOtherIsNamed(string code)
    {
        var boxes = SampleLibrary.Compile(_folder, "UnusedBoxes", Source, SampleSymbols.None, level: OptimizationLevel.Debug);
        var shelves = SampleLibrary.Compile(_folder, "Shelves", Source.Replace("Boxes", "Shelves"), SampleSymbols.None);
        await using var session = await ScriptSession.Start($"#r \"{boxes}\"\n#r \"{shelves}\"");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Conditions.Optimization, Is.EqualTo("Release, fully optimised"));
        Assert.That(report.Notes, Is.Empty);
    }
}
