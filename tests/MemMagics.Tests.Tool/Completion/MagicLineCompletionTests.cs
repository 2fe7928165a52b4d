namespace MemMagics.Tests.Completion;

/// <summary>What is offered on a line that begins with # or %.</summary>
public class MagicLineCompletionTests
{
    private ServedSession _session = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _session = new ServedSession();
        await _session.RunAsync("""
            public record P(int X) { public int Count { get; set; } public int Area() => X * X; public int Twice => 2 * X; }
            public static class Solver { public static int Run(int a) => a; static int Hidden(int n) => n; public static int Field; public static class Inner { public static void Go() { } } }
            """);
        await _session.RunAsync("var p = new P(1); Func<int, int> twice = n => 2 * n; var xs = new List<int>();\nint HalfOf(int n) => n / 2;");
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _session.DisposeAsync();

    [TestCase("#¦", new[] { "#!about", "#!csharp", "#!help", "#!html", "#!import", "#!lsmagic", "#!markdown", "#!memit", "#!mermaid", "#!mprun", "#!set", "#!share", "#!shell", "#!time", "#!timeit", "#!value", "#!who", "#!whos", "#define", "#elif", "#else", "#endif", "#endregion", "#error", "#i", "#if", "#line", "#load", "#nullable", "#pragma", "#r", "#region", "#undef", "#warning" }, TestName = "ALineMayBeginWithAMagicOrADirective")]
    [TestCase("var a = 1;\n  #re¦", new[] { "#region" }, TestName = "DirectivesAreCompletedWithTheirSign")]
    [TestCase("#pragma wa¦", new[] { "warning" }, TestName = "WhatADirectiveSaysIsCompleted")]
    [TestCase("#r \"nu¦", new[] { "nuget: " }, TestName = "AReferenceMayBeAPackage")]
    [TestCase("#!me¦", new[] { "#!memit", "#!mermaid" }, TestName = "MagicsAreCompleted")]
    [TestCase("%%m¦", new[] { "%%memit", "%%mprun" }, TestName = "MagicsAreCompletedByTheirNamesInIPython")]
    [TestCase("%wh¦", new[] { "%who", "%whos" }, TestName = "WhatPeopleKnowFromIPythonIsCompletedToo")]
    [TestCase("#!memit --gc=¦", new[] { "server", "workstation" }, TestName = "AnOptionsValuesAreOfferedAfterItsSign")]
    [TestCase("#!memit --gc ¦", new[] { "server", "workstation" }, TestName = "AnOptionsValuesAreOfferedAfterABlank")]
    [TestCase("#!memit --wh¦", new[] { "--where" }, TestName = "AnOptionIsOffered")]
    [TestCase("#!memit --where=¦", new[] { "exact", "sampled" }, TestName = "AnOptionalValueIsOfferedAfterItsSign")]
    [TestCase("#!memit --where exac¦", new[] { "exact" }, TestName = "AnOptionalValueIsOfferedAfterABlank")]
    [TestCase("#!memit --where twi¦", new[] { "twice" }, TestName = "CodeIsOfferedInsteadOfAnOptionalValue")]
    [TestCase("#!memit --where sampled p.Cou¦", new[] { "Count" }, TestName = "CodeAfterAnOptionalValueIsCompleted")]
    [TestCase("#!mprun -f ¦", new[] { "HalfOf", "P.Area", "P.Twice", "Solver.Hidden", "Solver.Run", "twice" }, TestName = "FunctionsOfTheNotebookAreOfferedForProfiling")]
    [TestCase("#!mprun -f ¦\nint Own(int n) => n;\nOwn(1)", new[] { "HalfOf", "Own", "P.Area", "P.Twice", "Solver.Hidden", "Solver.Run", "twice" }, TestName = "FunctionsOfTheCellItselfAreOfferedForProfiling")]
    [TestCase("#!mprun -f Ha¦", new[] { "HalfOf" }, TestName = "NothingButFunctionsIsOfferedForProfiling")]
    [TestCase("#!mprun -f Solver.¦", new[] { "*", "Hidden", "Inner", "Run" }, TestName = "ATypesFunctionsAreOfferedForProfilingAlsoPrivateOnes")]
    [TestCase("#!mprun --function=Solver.Inner.¦ 1", new[] { "*", "Go" }, TestName = "ANestedTypesFunctionsAreOfferedForProfiling")]
    [TestCase("#!mprun -f p.¦", new[] { "*", "Area", "Twice" }, TestName = "AVariablesFunctionsAreOfferedForProfiling")]
    [TestCase("#!mprun -f HalfOf p.Cou¦", new[] { "Count" }, TestName = "CodeAfterTheFunctionIsCompleted")]
    [TestCase("#!memit p with { ¦", new[] { "Count", "X" }, TestName = "AWithExpressionOnAMagicsLineIsOfferedMembers")]
    [TestCase("%%memit\np is { Cou¦", new[] { "Count" }, TestName = "APatternUnderAMagicIsOfferedProperties")]
    [TestCase("p.Cou¦\n#!memit 1", new[] { "Count" }, TestName = "CodeBeforeAMagicIsCompleted")]
    [TestCase("#!time\n#!memit 1\np.Cou¦", new[] { "Count" }, TestName = "CodeAfterMagicsIsCompleted")]
    public async Task Offers(string cell, string[] texts)
    {
        Assert.That((await _session.CompleteAsync(cell)).Texts, Is.EqualTo(texts));
    }

    [TestCase("#!memit --where ¦", "sampled", "#!memit --where sampled")]
    [TestCase("#!memit --where ¦", "--warm", "#!memit --where --warm")]
    [TestCase("#!memit --where ¦", "twice", "#!memit --where twice")]
    [TestCase("%%mprun -f ¦", "HalfOf", "%%mprun -f HalfOf")]
    [TestCase("%memit xs.Cou¦", "Count", "%memit xs.Count")]
    [TestCase("#!mprun -f Solver.Hi¦ Solver.Run(1)", "Hidden", "#!mprun -f Solver.Hidden Solver.Run(1)")]
    [TestCase("%memit o2.To¦", "ToString", "%memit o2.ToString")]
    public async Task WhatIsChosenReplacesWhatIsTyped(string cell, string text, string chosen)
    {
        await _session.RunAsync("var o2 = 2;");
        Assert.That((await _session.CompleteAsync(cell)).Choose(text), Is.EqualTo(chosen));
    }
}
