namespace MemMagics.Tests.Hosts.Testing;

/// <summary>The packed MemMagics.Testing in real <c>dotnet test</c> runs of each test framework.</summary>
[NonParallelizable]
public class BudgetTests
{
    private const string Algebra = """

        public static class Algebra
        {
            public static double[] Scaled(double[] vector, double factor)
            {
                var scaled = new double[vector.Length];
                for (var i = 0; i < vector.Length; i++)
                    scaled[i] = factor * vector[i];
                return scaled;
            }
        }
        """;

    private static readonly string[] s_frameworks = ["OnNUnit", "OnXUnit", "OnXUnit3", "OnMSTest"];

    private TemporaryFolder _folder = null!;
    private TestProjects _tests = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        _folder = new TemporaryFolder();
        _tests = await TestProjects.RunAsync(_folder, new Dictionary<string, (string, string)>
        {
            ["OnNUnit"] = (Packages("NUnit/4.6.1", "NUnit3TestAdapter/6.3.1"), Tests("NUnit.Framework", "TestFixture, Parallelizable(ParallelScope.All)", "Test")),
            ["OnXUnit"] = (Packages("xunit/2.9.3", "xunit.runner.visualstudio/4.0.1"), Tests("Xunit", null, "Fact")),
            ["OnXUnit3"] = ("<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>" + Packages("xunit.v3.mtp-off/4.0.2", "xunit.runner.visualstudio/4.0.1"), Tests("Xunit", null, "Fact")),
            ["OnMSTest"] = (Packages("MSTest.TestFramework/4.5.3", "MSTest.TestAdapter/4.5.3"), Tests("Microsoft.VisualStudio.TestTools.UnitTesting", "TestClass", "TestMethod")),
        });
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCaseSource(nameof(s_frameworks))]
    public void CodeWithinItsBudgetPasses(string project) => Assert.That(_tests[$"{project}.Keeps"].Outcome, Is.EqualTo("Passed"), _tests[$"{project}.Keeps"].Message);

    [TestCaseSource(nameof(s_frameworks))]
    public void CodeOverItsBudgetFailsAsAnAssertionOfTheFrameworkAndNamesTheLine(string project)
    {
        var (outcome, message, _) = _tests[$"{project}.Exceeds"];

        Assert.That(outcome, Is.EqualTo("Failed"));
        Assert.That(message, Does.Contain("Over budget: allocated 8,024 B, 24 B more than 8,000 B.").And.Contains("() => Algebra.Scaled(vector, 2)"));
        Assert.That(message, Does.Match(@"8,024 B +1 × double\[\] +Tests\.cs:\d+ +var scaled = new double\[vector\.Length\];"));
        Assert.That(message, Does.Contain("Memory.Lines(code, \"Algebra.Scaled\")"));
        Assert.That(message, Does.Not.Contain("Exception :").And.Not.Contain("threw exception").And.Not.Contain("MemoryBudgetException"));
    }

    [TestCaseSource(nameof(s_frameworks))]
    public void TheFunctionThatTheMessageNamesHasALineTable(string project) => Assert.That(_tests[$"{project}.Lines"].Outcome, Is.EqualTo("Passed"), _tests[$"{project}.Lines"].Message);

    [TestCaseSource(nameof(s_frameworks))]
    public void WhatTheCodeThrowsArrivesAsItIs(string project) => Assert.That(_tests[$"{project}.Throws"].Outcome, Is.EqualTo("Passed"), _tests[$"{project}.Throws"].Message);

    [TestCaseSource(nameof(s_frameworks))]
    public void ABudgetOfPeakAndRetainedIsMeasuredInFreshProcesses(string project) => Assert.That(_tests[$"{project}.Stays"].Outcome, Is.EqualTo("Passed"), _tests[$"{project}.Stays"].Message);

    [TestCaseSource(nameof(s_frameworks))]
    public void WhereWhatATestHoldsCannotBeCopiedTheMessageHasTheFigureAndSaysWhy(string project)
    {
        var (outcome, message, _) = _tests[$"{project}.Stream"];

        Assert.That(outcome, Is.EqualTo("Failed"));
        Assert.That(message, Does.Contain("Over budget: allocated 1,024 B, 1,024 B more than 0 B."));
        Assert.That(message, Does.Contain("Which lines allocate is not known: ").And.Contains("cannot leave this process").And.Contains("copy what it uses to local variables first"));
        Assert.That(message, Does.Not.Contain("--replay").And.Not.Contain("--reopen"));
    }

    [TestCaseSource(nameof(s_frameworks))]
    public void AMeasurementInTheTestsOwnProcessLoadsNoEngine(string project) => Assert.That(_tests[$"{project}.Lean"].Outcome, Is.EqualTo("Passed"), _tests[$"{project}.Lean"].Message);

    private static string Packages(params string[] packages) =>
        $"<ItemGroup>{string.Concat(packages.Select(package => $"<PackageReference Include=\"{package.Split('/')[0]}\" Version=\"{package.Split('/')[1]}\" />"))}</ItemGroup>";

    /// <summary>The same tests in each framework. Those that compare do so without an assertion of the framework's, which differ.</summary>
    private static string Tests(string framework, string? onClass, string onTest) => $$"""
        using {{framework}};

        {{(onClass is null ? "" : $"[{onClass}]")}}
        public class Tests
        {
            private static readonly MemoryBudget s_small = Memory.Budget(allocated: 8_024);
            private static readonly Measurement s_first;
            private static readonly bool s_isEngineLoaded;

            static Tests()
            {
                s_first = Memory.Measure(() => new byte[1000]);
                s_isEngineLoaded = System.Runtime.Loader.AssemblyLoadContext.All.Any(context => context.Name == "MemMagics");
            }

            [{{onTest}}]
            public void Keeps()
            {
                var vector = new double[1000];
                Memory.Budget(() => Algebra.Scaled(vector, 2), allocated: 8_024);
                s_small.Check(() => Algebra.Scaled(vector, 3));
                Memory.Budget(async () => { await Task.Yield(); return Algebra.Scaled(vector, 3).Length; }, allocated: 8_128);
            }

            [{{onTest}}]
            public void Exceeds()
            {
                var vector = new double[1000];
                Memory.Budget(() => Algebra.Scaled(vector, 2), allocated: 8_000);
            }

            [{{onTest}}]
            public void Lines()
            {
                var vector = new double[1000];
                var lines = Memory.Lines(() => Algebra.Scaled(vector, 2), "Algebra.Scaled");
                Expect(lines["Algebra.Scaled"].Total.Allocated == 8_024, lines);
                Expect(lines["Algebra.Scaled"].Lines.Sum(line => line.Allocated) == 8_024, lines);
                Expect(MemMagics.Reports.ReportHtml.Render(lines).Contains("Scaled"), lines);
            }

            [{{onTest}}]
            public void Throws()
            {
                try
                {
                    Memory.Budget(() => int.Parse("x"), allocated: 0);
                }
                catch (FormatException)
                {
                    return;
                }

                throw new InvalidOperationException("FormatException was expected.");
            }

            [{{onTest}}]
            public void Stays()
            {
                var vector = new double[1000];
                var measured = Memory.Budget(() => Algebra.Scaled(vector, 2), allocated: 8_024, peak: 500_000, retained: 8_024);
                Expect(measured is { Allocated: 8_024, Retained: 8_024, Peak: >= 0, Report: not null, IsExact: true }, measured);
            }

            [{{onTest}}]
            public void Stream()
            {
                using var file = File.OpenRead(typeof(Tests).Assembly.Location);
                Memory.Budget(() => file.CanRead ? new byte[1000] : null, allocated: 0);
            }

            [{{onTest}}]
            public void Lean()
            {
                Expect(s_first is { Allocated: 1_024, Peak: null, Report: null, IsExact: true }, s_first);
                Expect(!s_isEngineLoaded, "The engine is loaded.");
            }

            private static void Expect(bool holds, object what)
            {
                if (!holds)
                    throw new InvalidOperationException(what.ToString());
            }
        }
        {{Algebra}}
        """;
}
