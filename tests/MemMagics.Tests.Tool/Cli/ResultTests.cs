using MemMagics.Reports;

namespace MemMagics.Tests.Cli;

/// <summary>Results of earlier cells, by number and the last one, as IPython has them.</summary>
[NonParallelizable]
public sealed class ResultTests
{
    private RecordedSession _session = null!;

    [SetUp]
    public void StartSession() => _session = new RecordedSession();

    [TearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [Test]
    public async Task AResultIsReadByTheNumberOfItsCellWithItsType()
    {
        await _session.RunAsync("new[] { 1, 2, 3 }");
        await _session.RunAsync("var unseen = 5;");
        await _session.RunAsync("\"text\"");

        Assert.That((await _session.RunAsync("Out[1].Sum() + Out[ 3 ].Length")).Text, Is.EqualTo("10\n"));
        Assert.That((await _session.RunAsync("Out[4] + 1")).Text, Is.EqualTo("11\n"), "a result made of results is one, too");
    }

    [Test]
    public async Task TheLastResultIsUnderscore()
    {
        await _session.RunAsync("20");
        Assert.That((await _session.RunAsync("_ + 1")).Text, Is.EqualTo("21\n"));
        Assert.That((await _session.RunAsync("_ * 2")).Text, Is.EqualTo("42\n"));
        Assert.That((await _session.RunAsync("var kept = _; kept")).Text, Is.EqualTo("42\n"));
    }

    [TestCase("_ = int.Parse(\"3\"); 1", "1")]
    [TestCase("int.TryParse(\"3\", out _)", "true")]
    [TestCase("new[] { 1, 2 }.Select(_ => 7).Sum()", "14")]
    [TestCase("new[] { 1, 2 }.Select(_ => _ + 7).Sum()", "17")]
    [TestCase("(_, var b) = (1, 2); b", "2")]
    [TestCase("5 switch { 1 => 0, _ => 9 }", "9")]
    [TestCase("foreach (var _ in new int[1]) Console.WriteLine('a'); 1", "a\n1")]
    [TestCase("object o = 3; o is int _", "true")]
    public async Task ADiscardStaysOne(string code, string text)
    {
        await _session.RunAsync("\"a result\"");

        var ran = await _session.RunAsync(code);

        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text.Trim(), Is.EqualTo(text));
    }

    [Test]
    public async Task AnAuthorsOwnNamesAreLeftAlone()
    {
        await _session.RunAsync("1");
        await _session.RunAsync("var Out = new[] { 10, 20, 30 };");

        Assert.That((await _session.RunAsync("Out[1]")).Text, Is.EqualTo("20\n"));
        Assert.That((await _session.RunAsync("#!who")).Text, Is.EqualTo("Out\n"));
    }

    [Test]
    public async Task TypesOfCellsTypesWithoutANameAndNullAreResults()
    {
        await _session.RunAsync("record Point(int X, int Y);\nnew Point(1, 2)");
        await _session.RunAsync("new { A = 3 }");
        await _session.RunAsync("(string)null");
        await _session.RunAsync("(1, new List<Point> { new(4, 5) })");

        Assert.That((await _session.RunAsync("Out[1].X + Out[2].A + Out[4].Item2[0].Y")).Text, Is.EqualTo("9\n"));
        Assert.That((await _session.RunAsync("Out[3] is null")).Text, Is.EqualTo("true\n"));
    }

    [Test]
    public async Task AResultKeepsItsTypeWhenALaterOneHasItsName()
    {
        await _session.RunAsync("class Point(int x) { public int X => x; }\nnew Point(1)");
        await _session.RunAsync("class Point(string x) { public string X => x; }");

        Assert.That((await _session.RunAsync("Out[1].X")).Text, Is.EqualTo("1\n"));
    }

    [Test]
    public async Task TheLastResultIsThatObjectAndNotAnEqualOne()
    {
        await _session.RunAsync("record Box(int N);\nnew Box(1)");
        await _session.RunAsync("_.N");
        await _session.RunAsync("new Box(1)");
        await _session.RunAsync("var first = Out[1]; var last = _;");

        Assert.That((await _session.RunAsync("object.ReferenceEquals(first, last)")).Text, Is.EqualTo("false\n"));
    }

    [TestCase("class With { public int _ = 5; }\nnew With()._", "5")]
    [TestCase("int F(int _) => 6;\nF(_: 1)", "6")]
    [TestCase("var a = new { _ = 7 }; a._", "7")]
    public async Task AMemberOrAParameterOfThatNameIsNoResult(string code, string text)
    {
        await _session.RunAsync("\"a result\"");

        var ran = await _session.RunAsync(code);

        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text.Trim(), Is.EqualTo(text));
    }

    [Test]
    public async Task WhereEarlierCellsRunAgainThereAreNoResultsAndTheSentenceSaysWhatToDo()
    {
        await _session.RunAsync("new int[1000]");

        Assert.That((await _session.RunAsync("#!memit -r 1 --replay Out[1].Length")).Result.Error!.Text, Does.StartWith("cell 2: --replay runs the earlier cells anew").And.Contain("var x = "));
        Assert.That((await _session.RunAsync("#!memit -r 1 --replay 1 + 1")).Result.Error?.Text, Is.Null);
    }

    [Test]
    public async Task WithoutSuchAResultTheSentenceNamesThoseThatThereAre()
    {
        Assert.That((await _session.RunAsync("Out[7]")).Result.Error!.Text, Is.EqualTo("cell 1: there is no Out[7]: no cell has had a result yet."));
        await _session.RunAsync("1");
        await _session.RunAsync("2");
        Assert.That((await _session.RunAsync("Out[7]")).Result.Error!.Text, Is.EqualTo("cell 4: there is no Out[7]: results are in Out[2], Out[3]."));
        Assert.That((await _session.RunAsync("#!memit Out[7]")).Result.Error!.Text, Is.EqualTo("cell 5: there is no Out[7]: results are in Out[2], Out[3]."));
    }

    [Test]
    public async Task MeasuredCodeReadsResultsAndTheReportSaysItAsWritten()
    {
        await _session.RunAsync("Enumerable.Range(0, 1000).ToArray()");
        await _session.RunAsync("#!who");

        // act
        var ran = await _session.RunAsync("#!memit -r 1 Out[1].ToList()");

        // assert
        var report = (MemitReport)ran.Result.Reports.Single();
        Assert.That(report.Runs[0].Allocated, Is.EqualTo(4056), "a list of 1000 numbers");
        Assert.That(report.Code, Is.EqualTo("Out[1].ToList()"));
        Assert.That(ran.Text, Does.StartWith("Out[1].ToList(): allocates 4,056 B").And.Contain("#!memit --where Out[1].ToList()").And.Not.Contain("ǃ"));
        Assert.That((await _session.RunAsync("#!memit -r 1 _.Length")).Text, Does.StartWith("_.Length: allocates 0 B"));
    }

    [Test]
    public async Task TimedCodeReadsResults()
    {
        await _session.RunAsync("new[] { 1, 2 }");

        Assert.That((await _session.RunAsync("#!timeit -n 1 -r 1 Out[1].Sum()")).Result.Error?.Text, Is.Null);
        Assert.That((await _session.RunAsync("#!time _.Length")).Text, Does.StartWith("2\n"));
    }

    [Test]
    public async Task ErrorsBesideAResultAreAtTheirPlaces()
    {
        await _session.RunAsync("1");

        Assert.That((await _session.RunAsync("Out[1] + nothing")).Result.Error!.Text, Does.StartWith("cell 2(1,10): error CS0103"));
        Assert.That((await _session.RunAsync("Out[1].Nothing()")).Result.Error!.Text, Does.StartWith("cell 3(1,8): error CS1061").And.Not.Contain("ǃ"));
    }
}
