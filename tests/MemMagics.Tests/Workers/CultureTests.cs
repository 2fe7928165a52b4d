using System.Globalization;
using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary>Measured code, and its threads, see the cultures that code of the notebook sees.</summary>
[NonParallelizable] // the cultures are the process's, and so is what --in-process measures
internal sealed class CultureTests
{
    private const string See = """
        static string See() => string.Join(' ', CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture?.Name ?? "none",
            CultureInfo.DefaultThreadCurrentUICulture?.Name ?? "none", 1234.5.ToString("N"), (-1.5).ToString("C"), new DateTime(2020, 3, 4, 5, 6, 7).ToString("F"),
            new DateTime(2020, 3, 4).ToString("d"), DateTimeFormatInfo.CurrentInfo.FirstDayOfWeek, CultureInfo.CurrentCulture.DateTimeFormat.Calendar.GetType().Name,
            CultureInfo.CurrentCulture.IsReadOnly, CultureInfo.CurrentCulture.NumberFormat.DigitSubstitution, CultureInfo.CurrentCulture.CompareInfo.Name, DateTime.Parse("04.03.20").Year);
        static string SeeAll()
        {
            var seen = See();
            var started = new Thread(() => seen += "\n" + See());
            started.Start();
            started.Join();
            return seen + "\n" + Task.Run(See).Result;
        }
        """;

    private CultureInfo? _formats;
    private CultureInfo? _resources;

    [SetUp]
    public void Remember() => (_formats, _resources) = (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture);

    [TearDown]
    public void Restore() => (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (_formats, _resources);

    private static IEnumerable<TestCaseData> Cultures()
    {
        yield return new TestCaseData(new CultureInfo("de-DE")).SetArgDisplayNames("de-DE");
        yield return new TestCaseData(CultureInfo.GetCultureInfo("en-GB")).SetArgDisplayNames("read-only");
        yield return new TestCaseData(CultureInfo.InvariantCulture).SetArgDisplayNames("invariant");
        yield return new TestCaseData(new CultureInfo("de-DE_phoneb")).SetArgDisplayNames("another sort order");
        yield return Changed("numbers", static culture =>
        {
            culture.NumberFormat.NumberDecimalSeparator = "_";
            culture.NumberFormat.NumberGroupSizes = [2, 3];
            culture.NumberFormat.CurrencySymbol = "¤";
            culture.NumberFormat.CurrencyNegativePattern = 3;
            culture.NumberFormat.NegativeSign = "minus";
            culture.NumberFormat.DigitSubstitution = DigitShapes.NativeNational;
        });
        yield return Changed("dates", static culture =>
        {
            culture.DateTimeFormat.LongDatePattern = "dddd, MMMM d yyyy";
            culture.DateTimeFormat.FullDateTimePattern = "dddd 'at' HH";
            culture.DateTimeFormat.SetAllDateTimePatterns(["yyyy|MM|dd", "dd.MM.yy"], 'd');
            culture.DateTimeFormat.DayNames = ["S", "M", "T", "W", "T", "F", "S"];
            culture.DateTimeFormat.FirstDayOfWeek = DayOfWeek.Wednesday;
        });
        yield return Changed("a calendar", static culture =>
        {
            culture.DateTimeFormat.Calendar = new GregorianCalendar(GregorianCalendarTypes.Localized) { TwoDigitYearMax = 2019 };
        });
        var thai = new CultureInfo("th-TH");
        thai.DateTimeFormat.Calendar = new GregorianCalendar();
        yield return new TestCaseData(thai).SetArgDisplayNames("another kind of calendar");
        yield return new TestCaseData(new CultureInfo("th-TH")).SetArgDisplayNames("th-TH");
        var own = new CultureInfo("fr-FR");
        own.NumberFormat.NumberDecimalSeparator = "'";
        yield return new TestCaseData(CultureInfo.ReadOnly(own)).SetArgDisplayNames("read-only with changes");
    }

    [TestCaseSource(nameof(Cultures))]
    public async Task ACultureOfTheHostArrivesAsItIs(CultureInfo culture)
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("it-IT");

        await TheWorkerSeesWhatACellSees();
    }

    [Test]
    public async Task ACultureThatNoSystemKnowsKeepsNothingFromBeingMeasured()
    {
        await using var session = await ScriptSession.Start();

        // act
        CultureInfo.CurrentCulture = new CultureInfo("x-nowhere1");
        var unknown = await session.Memit("1", static request => request with { Repeat = 1 });
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        var known = await session.Memit("Console.Write(1.5)", static request => request with { Repeat = 1 });

        // assert
        Assert.That(unknown.Failure, Is.Null);
        Assert.That(known.Printed, Is.EqualTo("1,51,5"));
    }

    [Test]
    public Task TheInvariantCultureIsTheInvariantCulture() => WithoutTheTestsCulture(async () =>
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        await using var session = await ScriptSession.Start("using System.Globalization;");

        var report = await session.Memit("Console.Write(object.ReferenceEquals(CultureInfo.CurrentCulture, CultureInfo.InvariantCulture))", static request => request with { Repeat = 1 });

        Assert.That(report.Printed, Is.EqualTo("TrueTrue"));
    });

    [TestCaseSource(nameof(Cultures))]
    public Task ADefaultOfThreadsThatACellHasSetArrivesAsItIs(CultureInfo culture) => WithoutTheTestsCulture(() =>
    {
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        return TheWorkerSeesWhatACellSees();
    });

    [Test]
    public async Task ACultureBesideAnotherDefaultOfThreadsArrivesAsItIs()
    {
        CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("de-DE");
        CultureInfo.CurrentCulture = new CultureInfo("fr-FR");

        await TheWorkerSeesWhatACellSees();
    }

    [Test]
    public Task ACultureIsNotChargedToThreadsAndTasks([Values] bool asDefaultOfThreads, [Values] bool inProcess) => WithoutTheTestsCulture(async () =>
    {
        var culture = new CultureInfo("de-DE");
        if (asDefaultOfThreads)
            CultureInfo.DefaultThreadCurrentCulture = culture;
        else if (!inProcess)
            CultureInfo.CurrentCulture = culture;
        await using var session = await ScriptSession.Start("using System.Threading;");

        const string Code = "var t = new Thread(() => { }); t.Start(); t.Join();";
        IEnumerable<long> allocated = inProcess
            ? [await session.LeastInProcess(Code, 136)]
            : (await session.Memit(Code, static request => request with { Repeat = 5 })).Runs.Select(static run => run.Allocated);
        Assert.That(allocated, Is.All.EqualTo(136));
    });

    [Test]
    public async Task InTheNotebooksOwnProcessACultureThatOnlyItsContextHasIsSeenAndTheReportSaysThatItCosts()
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        await using var session = await ScriptSession.Start("using System.Globalization;", "var seen = \"\";");

        // act
        var report = await session.Memit("seen = CultureInfo.CurrentCulture.Name;", request => request with { State = StateMode.InProcess });

        // assert
        Assert.That(session.State.GetVariable("seen").Value, Is.EqualTo("de-DE"));
        Assert.That(report.Notes, Has.One.Contains("execution context"));
    }

    [Test]
    public Task WhatTheFirstCallChangesInACultureTheWarmCallDoesNotFind() => WithoutTheTestsCulture(async () =>
    {
        CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("de-DE");
        await using var session = await ScriptSession.Start("using System.Globalization;");

        // act
        var report = await session.Memit(
            "Console.WriteLine(1.5); CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = \"_\"; Console.WriteLine(1.5);", request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Printed, Is.EqualTo("1,5\n1_5\n1,5\n1_5\n"));
    });

    /// <summary>The test framework sets the culture of each test's flow of calls, which a notebook host does not.</summary>
    private static Task WithoutTheTestsCulture(Func<Task> test)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(test);
    }

    private static TestCaseData Changed(string what, Action<CultureInfo> change)
    {
        var culture = new CultureInfo("de-DE");
        change(culture);
        return new TestCaseData(culture).SetArgDisplayNames("changed " + what);
    }

    private static async Task TheWorkerSeesWhatACellSees()
    {
        await using var session = await ScriptSession.Start("using System.Globalization; using System.Threading;", See, "var here = SeeAll();");

        // act
        var report = await session.Memit("Console.WriteLine(SeeAll());", request => request with { Repeat = 1 });

        // assert
        var here = (string)session.State.GetVariable("here").Value;
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Printed, Is.EqualTo($"{here}\n{here}\n"));
    }
}
