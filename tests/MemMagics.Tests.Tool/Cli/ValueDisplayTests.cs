using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

/// <summary>How values are shown below a cell.</summary>
[NonParallelizable]
public class ValueDisplayTests
{
    private RecordedSession _session = null!;

    [OneTimeSetUp]
    public void StartSession() => _session = new RecordedSession();

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [Test]
    public async Task WhateverItsAuthorsCodeDoesAValueIsShown()
    {
        await RunAsync("""
            class Bad : Exception { public override string Message => throw new Bad(); public override string ToString() => throw new Bad(); public override string StackTrace => throw new Bad(); }
            class BadText { public override string ToString() => throw new Bad(); }
            class BadForm { public int X; } class NoForm { public int X; }
            Formatter.Register<BadForm>(value => throw new Bad(), "text/html");
            Formatter.Register<NoForm>(value => null);
            """);

        Assert.That((await ShowAsync("new BadText()")).Text, Is.EqualTo("BadText (its text cannot be made: (its Message threw Bad))"));
        Assert.That((await ShowAsync("new object[] { new BadText(), new Bad() }")).Text, Does.Contain("BadText (its text cannot be made").And.Contain("Bad: (its Message threw Bad)"));
        Assert.That((await ShowAsync("new BadForm()")).Text, Is.EqualTo("BadForm (its text cannot be made: (its Message threw Bad))"));
        Assert.That((await ShowAsync("new NoForm()")).Text, Is.Empty);
    }

    [Test]
    public async Task AGetterThatThrowsIsToldAndHidesNoOther()
    {
        await RunAsync("class Half { public int Good => 1; public int Bad => throw new InvalidOperationException(\"not yet\"); public string Also => \"x\"; }");

        var alone = await ShowAsync("new Half()");
        Assert.That(alone.Text, Is.EqualTo("Half { Good = 1, Bad = (threw System.InvalidOperationException: not yet), Also = \"x\" }"));
        Assert.That(Html(alone), Does.Contain("(threw System.InvalidOperationException: not yet)").And.Contain(">1<"));
        Assert.That((await ShowAsync("new[] { new Half() }")).Text, Does.EndWith("\n   1  (threw System.InvalidOperationException: not yet)  x"));
    }

    [Test]
    public async Task ATaskIsNotWaitedForToBeShown()
    {
        Assert.That((await ShowAsync("async Task<int> Later() { await Task.Yield(); return 3; } Later()")).Text, Does.Contain("Result = "));
        Assert.That((await ShowAsync("new TaskCompletionSource<int>().Task")).Text, Does.Contain("Result = (not completed)"));
        Assert.That((await ShowAsync("new ValueTask<int>(new TaskCompletionSource<int>().Task)")).Text, Is.Empty);
        Assert.That((await ShowAsync("Task.FromResult(3)")).Text, Does.Contain("Result = 3"));
    }

    [Test]
    public async Task LongTextsAreCutAndSaySo()
    {
        var alone = await ShowAsync("new string('x', 100_000_000)");
        Assert.That(alone.Text, Has.Length.LessThan(4_300_000).And.EndsWith("x…\n… 95,805,696 more characters are not shown."));

        var inSequence = await ShowAsync("Enumerable.Repeat(new string('x', 5_000_000), 90)");
        Assert.That(inSequence.Text, Has.Length.LessThan(2_000_000).And.Contains("[… 4,989,760 characters cut …]"));
    }

    [Test]
    public async Task DictionariesAreTablesOfKeysAndValues()
    {
        var shown = await ShowAsync("new SortedDictionary<string, int> { [\"b\"] = 20, [\"a\"] = 1 }");
        Assert.That(shown.Text, Is.EqualTo("Key  Value\n==========\na        1\nb       20"));
        Assert.That(Html(shown), Does.Contain("<th>Key</th><th>Value</th>").And.Contain("<td>a</td><td style=\"text-align:right\">1</td>"));
    }

    [Test]
    public async Task DictionariesOfObjectsHaveTheirMembersAsColumns()
    {
        var shown = await ShowAsync("class City { public string Name { get; set; } public int People { get; set; } }\nnew Dictionary<int, City> { [1] = new City { Name = \"Ulm\", People = 128928 } }");
        Assert.That(shown.Text, Is.EqualTo("Key  Name  People\n=================\n  1  Ulm   128928"));
    }

    [Test]
    public async Task LongSequencesAreCutAndSaySo()
    {
        var shown = await ShowAsync("Enumerable.Range(1, 1_000_000_000).Select(i => new { Number = i, Square = (long)i * i })");
        Assert.That(shown.Text.Split('\n'), Has.Length.EqualTo(103));
        Assert.That(shown.Text, Does.EndWith("\n   100   10000\n…"));
        Assert.That(Html(shown), Does.EndWith("<tr><td colspan=\"2\">…</td></tr></tbody></table>"));
    }

    [Test]
    public async Task SequencesOfObjectsWithObjectsInThemAreTablesToo()
    {
        var shown = await ShowAsync("new[] { new { Name = \"x\", Tags = new[] { \"a\", \"b\" } } }");
        Assert.That(shown.Text, Does.EndWith("x     string[2] { \"a\", \"b\" }"));
    }

    [Test]
    public async Task ObjectsShowTheirMembersAndOpenTheObjectsWithin()
    {
        var shown = await ShowAsync("class Node { public string Name; public Node Next; public int[] Values; }\nnew Node { Name = \"<first>\", Values = new[] { 1, 2 }, Next = new Node { Name = \"second\" } }");
        Assert.That(shown.Text, Is.EqualTo("Node { Name = \"<first>\", Next = Node { Name = \"second\", Next = null, Values = null }, Values = int[2] { 1, 2 } }"));
        Assert.That(Html(shown), Does.Contain(">Name</th>").And.Contain("&lt;first&gt;").And.Contain("<details><summary>Node</summary>").And.Contain("int[2] { 1, 2 }").And.Not.Contain("<first>"));
    }

    [Test]
    public async Task CyclesEnd()
    {
        var shown = await ShowAsync("class Ring { public Ring Next; public int Number = 7; }\nvar ring = new Ring(); ring.Next = ring;\nring");
        Assert.That(shown.Text, Does.StartWith("Ring { Next = Ring { Next = "));
        Assert.That(Html(shown).Length, Is.LessThan(5000));
    }

    [Test]
    public async Task ExceptionsAreShownWithTheirPlaces()
    {
        var shown = await ShowAsync("Exception caught = null;\ntry { int.Parse(\"x\"); } catch (Exception e) { caught = e; }\ncaught");
        Assert.That(shown.Text, Does.StartWith("System.FormatException: ").And.EndsWith($"\n   at cell {_session.Cells}, line 2"));
    }

    [Test]
    public async Task OnesOwnTypesAreShownAsRegistered()
    {
        // GIVEN a type with two forms, and a subtype
        await RunAsync("class Heat { public double Degrees; }\nclass Fever : Heat { }\nFormatter.Register<Heat>(heat => $\"{heat.Degrees} °C\");\nFormatter.Register<Heat>(heat => $\"<b>{heat.Degrees}</b>\", \"text/html\");");

        // WHEN
        var shown = await ShowAsync("new Fever { Degrees = 39 }");
        var within = await ShowAsync("(1, new Heat { Degrees = 20 }, 2).Item2.ToString() + \"|\" + new object[] { new Heat { Degrees = 20 } }.Length");
        var inArray = await ShowAsync("new object[] { new Heat { Degrees = 20 } }");

        // THEN
        Assert.That(shown.Text, Is.EqualTo("39 °C"));
        Assert.That(Html(shown), Is.EqualTo("<b>39</b>"));
        Assert.That(within.Text, Does.EndWith("|1"));
        Assert.That(inArray.Text, Is.EqualTo("object[1] { 20 °C }"));
    }

    [Test]
    public async Task TheNearestAndTheLatestRegistrationCounts()
    {
        await RunAsync("class Animal { }\nclass Dog : Animal { }\nFormatter.Register<Dog>(_ => \"wrong\");\nFormatter.Register<Dog>(_ => \"dog\");\nFormatter.Register<Animal>(_ => \"animal\");");
        Assert.That((await ShowAsync("new Dog()")).Text, Is.EqualTo("dog"));
        Assert.That((await ShowAsync("new Animal()")).Text, Is.EqualTo("animal"));
    }

    [Test]
    public async Task FormattersMayWriteAndMayBeForWholeFamiliesOfTypes()
    {
        await RunAsync("""
            class Box<T> { public T Held; }
            class Scale { public int Steps; }
            Formatter.Register(typeof(Box<>), (value, writer) => writer.Write("a box"), "text/html");
            Formatter.Register<Scale>((scale, writer) => writer.Write($"<hr width={scale.Steps}>"), "text/html");
            Formatter.Register<Scale>((scale, context) => { if (scale.Steps > 1) return false; context.Writer.Write("one step"); return true; }, "text/plain");
            """);

        Assert.That(Html(await ShowAsync("new Box<int>()")), Is.EqualTo("a box"));
        Assert.That(Html(await ShowAsync("new Scale { Steps = 3 }")), Is.EqualTo("<hr width=3>"));
        Assert.That((await ShowAsync("new Scale { Steps = 1 }")).Text, Is.EqualTo("one step"));
        Assert.That((await ShowAsync("new Scale { Steps = 3 }")).Text, Is.EqualTo("Scale { Steps = 3 }"), "the formatter says that it is not for this one");
    }

    [Test]
    public async Task ATypeMayBringItsFormatter()
    {
        var shown = await ShowAsync("""
            class MoonSource : ITypeFormatterSource { public IEnumerable<ITypeFormatter> CreateTypeFormatters() { yield return new HtmlFormatter<Moon>(_ => "<i>moon</i>"); } }
            [TypeFormatterSource(typeof(MoonSource))] class Moon { public int Phase = 1; }
            new Moon()
            """);

        Assert.That(Html(shown), Is.EqualTo("<i>moon</i>"));
        Assert.That(shown.Text, Is.EqualTo("Moon { Phase = 1 }"));
    }

    [Test]
    public async Task TheFormsThatTheNotebookPrefersAreTheOnlyOnes()
    {
        await RunAsync("class Pair { public int A { get; } = 1; }\nFormatter.SetPreferredMimeTypesFor(typeof(Pair), \"text/plain\", \"application/json\");");

        var shown = await ShowAsync("new Pair()");
        Assert.That(shown.ByMimeType.Keys, Is.EquivalentTo(new[] { "text/plain", "application/json" }));
        Assert.That(shown.Text, Is.EqualTo("Pair { A = 1 }"));
        Assert.That(shown.ByMimeType["application/json"], Does.Contain("\"A\""));
    }

    [Test]
    public async Task TheNotebookSaysHowManyItemsOfASequenceAreShownAndGoesBack()
    {
        await RunAsync("class Told { public int A = 1; }\nFormatter.Register<Told>(_ => \"told\");\nFormatter.ListExpansionLimit = 2;");
        Assert.That((await ShowAsync("new[] { 1, 2, 3 }")).Text, Is.EqualTo("int[3] { 1, 2, … }"));
        Assert.That((await ShowAsync("new[] { 1, 2, 3 }.Select(i => new { I = i })")).Text, Does.EndWith("\n1\n2\n…"));

        await RunAsync("Formatter.ResetToDefault();");
        Assert.That((await ShowAsync("new[] { 1, 2, 3 }")).Text, Is.EqualTo("int[3] { 1, 2, 3 }"));
        Assert.That((await ShowAsync("new Told()")).Text, Is.EqualTo("Told { A = 1 }"));
    }

    [Test]
    public async Task ItSaysSoForItemsOfOneTypeToo()
    {
        await RunAsync("class Listed { public int X; }\nFormatter<int>.ListExpansionLimit = 2; Formatter<Listed>.ListExpansionLimit = 1;");
        var shown = (Numbers: await ShowAsync("new[] { 1, 2, 3 }"), Texts: await ShowAsync("new[] { \"a\", \"b\", \"c\" }"), Rows: await ShowAsync("new[] { new Listed(), new Listed() }"));
        await RunAsync("Formatter<int>.ListExpansionLimit = Formatter<Listed>.ListExpansionLimit = 20;");

        Assert.That(shown.Numbers.Text, Is.EqualTo("int[3] { 1, 2, … }"));
        Assert.That(shown.Texts.Text, Is.EqualTo("string[3] { \"a\", \"b\", \"c\" }"));
        Assert.That(shown.Rows.Text, Is.EqualTo("X\n=\n0\n…"));
        Assert.That((await ShowAsync("new[] { 1, 2, 3 }")).Text, Is.EqualTo("int[3] { 1, 2, 3 }"));
    }

    [Test]
    public async Task TheFormsThatAreAskedForAreShown()
    {
        Assert.That((await ShowAsync("new[] { 1, 2 }.Display(\"application/json\");")).ByMimeType["application/json"].ReplaceLineEndings("").Replace(" ", ""), Is.EqualTo("[1,2]"));
        Assert.That((await ShowAsync("new[] { new { A = 1 } }.Display(\"text/csv\", \"text/html\");")).ByMimeType.Keys, Is.EquivalentTo(new[] { "text/csv", "text/html", "text/plain" }));
        Assert.That((await ShowAsync("\"# title\".DisplayAs(\"text/markdown\");")).ByMimeType["text/markdown"], Is.EqualTo("# title"));
        Assert.That((await ShowAsync("Markdown(\"# title\")")).ByMimeType["text/markdown"], Is.EqualTo("# title"));
        Assert.That((await ShowAsync("LaTeX(\"$x^2$\")")).ByMimeType["text/latex"], Is.EqualTo("$x^2$"));
        Assert.That(Html(await ShowAsync("CSS(\"b { color: red }\");")), Is.EqualTo("<style>b { color: red }</style>"));
    }

    [Test]
    public async Task TablesHaveTheSameLookWhoeverMakesThem()
    {
        var asTable = await ShowAsync("new[] { new { Name = \"<x>\", Size = 2 } }.DisplayTable();");
        Assert.That(asTable.Text, Is.EqualTo("Name  Size\n==========\n<x>      2"));
        Assert.That(Html(asTable), Does.StartWith("<table class=\"values\"><thead><tr><th>Name</th><th>Size</th>").And.Contain("&lt;x&gt;"));

        var data = await ShowAsync("var data = new System.Data.DataTable(); data.Columns.Add(\"Name\"); data.Columns.Add(\"Size\", typeof(int)); data.Rows.Add(\"<x>\", 2); data.Rows.Add(null, null);\ndata");
        Assert.That(data.Text, Is.EqualTo("Name  Size\n==========\n<x>      2\n"));
        Assert.That((await ShowAsync("new System.Data.DataView(data, \"Size = 2\", \"\", System.Data.DataViewRowState.CurrentRows)")).Text, Is.EqualTo("Name  Size\n==========\n<x>      2"));
    }

    [Test]
    public async Task MarkupIsShownAsSuchAndReadsAsTextElsewhere()
    {
        await RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;");

        var view = await ShowAsync("div(b(\"bold\"), p[style: \"color:red\"](\"<red>\"))");
        Assert.That(Html(view), Is.EqualTo("<div><b>bold</b><p style=\"color:red\">&lt;red&gt;</p></div>"));
        Assert.That(view.Text, Is.EqualTo("bold<red>"));
        Assert.That((await ShowAsync("HTML(\"<style>b {}</style><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 &lt; 3</td></tr></table><p>end\\n of it</p>\")")).Text, Is.EqualTo("a  b\n1  2 < 3\nend of it"));
        Assert.That((await ShowAsync("table(tr(th(\"n\"), th(\"n²\")), tr(td(2), td(4)))")).Text, Is.EqualTo("n  n²\n2  4"));
        Assert.That((await ShowAsync("HTML(\"<img src='x.png'>\")")).Text, Is.EqualTo("HTML, 17 characters"));
    }

    [Test]
    public async Task WhatTheLibraryShowsIsUpdatedInItsPlaceToo()
    {
        var ran = await RunAsync("var table = new[] { new { A = 1 } }.DisplayTable();\nDisplayedValue text = \"one\".Display(), markup = \"<b>one</b>\".DisplayAs(\"text/html\"), same = \"<b>one</b>\".DisplayAs(\"text/html\");\ntable.Update(new[] { 7 }); text.Update(new[] { new { B = 2 } }); same.Update(HTML(\"<i>same</i>\")); markup.Update(HTML(\"<i>two</i>\")); markup.Update(HTML(\"<i>three</i>\"));");
        var later = await RunAsync("markup.Update(\"<b>four</b>\"); var other = System.DisplayExtensions.Display(new { C = 1 }); other.Update(\"five\"); System.DisplayExtensions.DisplayTable(new[] { new { D = 1 } }).Update(new[] { new { D = 6 } });");

        var shown = ran.Items.OfType<CellOutputItem.Displayed>().Select(item => item.Content).ToList();
        Assert.That(shown.Select(content => content.Text), Is.EqualTo(new[] { "int[1] { 7 }", "B\n=\n2", "three", "same" }));
        Assert.That(Html(shown[2]), Is.EqualTo("<i>three</i>"));
        Assert.That(later.Items.OfType<CellOutputItem.Displayed>().Select(item => item.Content.Text).TakeLast(2), Is.EqualTo(new[] { "five", "D\n=\n6" }));
    }

    [Test]
    public async Task AScriptIsRefusedInASentence()
    {
        var ran = await _session.RunAsync("Javascript(\"alert(1)\");");
        Assert.That(ran.Result.Error!.Message, Does.Contain("Javascript(…) runs no script here: pages and reports of memmagics have none."));
    }

    [Test]
    public async Task ImagesAreShownFromBytesFilesAndMarkup()
    {
        var bytes = new byte[] { 0x89, 0x50, 0x4e, 0x47 };
        await File.WriteAllBytesAsync(Path.Combine(_session.Folder.Path, "plot.png"), bytes);
        Assert.That((await ShowAsync($"PNG(@\"{Path.Combine(_session.Folder.Path, "plot.png")}\")")).ByMimeType["image/png"], Is.EqualTo(Convert.ToBase64String(bytes)));
        Assert.That((await ShowAsync("SVG(\"<svg/>\")")).ByMimeType["image/svg+xml"], Is.EqualTo("<svg/>"));
        Assert.That((await ShowAsync("display(new byte[] { 1, 2 }, \"image/jpeg\");")).ByMimeType["image/jpeg"], Is.EqualTo("AQI="));
    }

    private async Task<DisplayedContent> ShowAsync(string text)
    {
        var output = await RunAsync(text);
        return output.Items.OfType<CellOutputItem.Displayed>().Last().Content;
    }

    private async Task<OutputRecord> RunAsync(string text)
    {
        var ran = await _session.RunAsync(text);
        Assert.That(ran.Result.Error, Is.Null);
        return ran.Output;
    }

    private static string Html(DisplayedContent content) => content.ByMimeType["text/html"];
}
