using MemMagics.Magics;
using MemMagics.Measuring;

namespace MemMagics.Tests.Libraries;

/// <summary>Of all functions of a library's large type those are profiled that the measured code can reach, in whatever way it does.</summary>
public sealed class ReachedFunctionsTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Numerics;
        using System.Threading.Tasks;

        namespace Sample
        {
            public interface IWork { object Work(); object Twice() => new[] { Work(), Work() }; }

            public interface IEmpty { object Empty(); }
            public class Full : IEmpty { public object Empty() => null; }

            public abstract class Base
            {
                public object Run() => Step();
                protected abstract object Step();
            }

            public class Large : Base, IWork, IComparable<Large>, IDisposable
            {
                public static readonly object Shared = Made();
                private static object Made() => new byte[10];
                public static object Made<T>() where T : new() => new T();

                protected override object Step() => Helped(1);
                object IWork.Work() => new byte[20];
                public int CompareTo(Large other) => Helped(2).GetHashCode() * 0;
                public void Dispose() => Helped(3);
                public override string ToString() => "large" + Helped(4).GetHashCode() * 0;

                private static object Helped(int n) => new byte[n];

                public static Large operator +(Large one, Large other) => new Large();
                public object this[int index] => new byte[index];
                public event Action Changed { add { Helped(5); } remove { Unused1(); } }
                public object Value { get => Helped(6); set => Unused1(); }

                public static async Task<object> Later() { await Task.Yield(); return Awaited(); }
                private static object Awaited() => new byte[30];
                public static IEnumerable<object> Many() { yield return Yielded(); }
                private static object Yielded() => new byte[40];
                public static object Lambdas() => new[] { 1, 2 }.Select(n => OfLambda(n)).ToArray();
                private static object OfLambda(int n) => new byte[n];
                public static double Function(double x) => x + 1;
                public static object Apply(Func<double, double> function) => function(1);
                public object Reflected() => new byte[50];

                public static object ForUser() => new byte[70];

                public static void Unused1() => Unused2();
                public static void Unused2() => Unused3(null);
                public static void Unused3(Large large) => large.Unused4();
                public virtual object Unused4() => new byte[60];
                public static async Task UnusedAsync() { await Task.Yield(); Unused1(); }
                //fill
            }

            public class User { public User() => Large.ForUser(); }
            public class Holder<T> where T : new() { public T Held = new T(); }

            public class Ordered : IComparable<Ordered>
            {
                public virtual int CompareTo(Ordered other) => Compared();
                private static int Compared() => new byte[10].Length;
                //fill
            }

            public abstract class Comparable : IComparable<Comparable> { public abstract int CompareTo(Comparable other); }
            public class Compared : Comparable
            {
                public override int CompareTo(Comparable other) => new byte[10].Length;
                //fill
            }

            public interface INumeric<T> where T : INumeric<T>
            {
                static abstract T Zero { get; }
                static abstract T operator +(T one, T other);
            }

            public struct Big : INumeric<Big>, IMultiplicativeIdentity<Big, Big>
            {
                public Big(int n) => Digits = new byte[n];
                public byte[] Digits;
                public static Big Zero => new Big(0);
                static Big IMultiplicativeIdentity<Big, Big>.MultiplicativeIdentity => One();
                private static Big One() => new Big(1);
                public static Big operator +(Big one, Big other) => new Big(one.Digits.Length + other.Digits.Length);
                //fill
            }

            public static class Other
            {
                //fill
                public static object Call(Large large) => large.GetType().GetMethod("Reflected").Invoke(large, null);
            }
        }
        """;

    private TemporaryFolder _folder = null!;
    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession()
    {
        _folder = new TemporaryFolder();
        var library = SampleLibrary.Compile(_folder, "Sample", Source.Replace("//fill", string.Concat(Enumerable.Range(0, 60).Select(i => $"public static void Unused2{i}() {{ }} "))), SampleSymbols.None);
        _session = await ScriptSession.Start($"#r \"{library}\"", "using Sample; var large = new Large(); IWork work = large; Base @base = large;", "Func<double, double> function = Large.Function;",
            "static T Sum<T>(params T[] values) where T : INumeric<T> { var sum = T.Zero; foreach (var value in values) sum += value; return sum; }\n"
            + "static T One<T>() where T : System.Numerics.IMultiplicativeIdentity<T, T> => T.MultiplicativeIdentity;");
    }

    [OneTimeTearDown]
    public async Task EndSession()
    {
        await _session.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("@base.Run()", "Step", "Helped")]
    [TestCase("work.Twice()", "IWork.Work")]
    [TestCase("new SortedSet<Large> { large, new Large() }", "CompareTo", "Helped", "Large")]
    [TestCase("{ using var used = large; }", "Dispose", "Helped")]
    [TestCase("string.Concat(large, large)", "ToString", "Helped")]
    [TestCase("$\"{(object)large}\"", "ToString", "Helped")]
    [TestCase("large + large", "operator +", "Large")]
    [TestCase("large[8]", "this[]")]
    [TestCase("large.Changed += () => { }", "Changed.add", "Helped")]
    [TestCase("large.Value", "Value.get", "Helped")]
    [TestCase("await Large.Later()", "Later", "Awaited")]
    [TestCase("Large.Many().ToList()", "Many", "Yielded")]
    [TestCase("Large.Lambdas()", "Lambdas", "OfLambda")]
    [TestCase("Large.Apply(function)", "Apply", "Function")]
    [TestCase("Large.Made<Large>()", "Made", "Large")]
    [TestCase("Large.Made<User>()", "ForUser")]
    [TestCase("new Holder<User>()", "ForUser")]
    [TestCase("new Lazy<User>().Value", "ForUser")]
    [TestCase("Other.Call(large)", "Reflected")]
    [TestCase("((dynamic)large).Reflected()", "Reflected")]
    public Task FunctionsThatRunAreAmongThem(string code, params string[] ran) => AssertRun("Large", code, ran);

    [TestCase("Ordered", "new SortedSet<Ordered> { new Ordered(), new Ordered() }", "CompareTo", "Compared")]
    [TestCase("Compared", "new SortedSet<Comparable> { new Compared(), new Compared() }", "CompareTo")]
    public Task VirtualFunctionsThatOnlyTheFrameworkCallsAreAmongThem(string type, string code, params string[] ran) => AssertRun(type, code, ran);

    [TestCase("Sum(new Big(1), new Big(2))", "Zero", "operator +")]
    [TestCase("new[] { new Big(1), One<Big>() }", "One")]
    public Task StaticMembersOfInterfacesAreAmongThem(string code, params string[] ran) => AssertRun("Big", code, ran);

    [Test]
    public async Task FunctionsToWhichNoCallLeadsAreLeftOutWithANote()
    {
        var report = await _session.Mprun("@base.Run()", "Large.*");
        var names = report.Functions.Select(function => function.Name).ToList();

        Assert.That(names, Does.Contain("Large.Step"));
        Assert.That(names, Has.None.Contains("Unused2").And.None.Contains("Unused3").And.None.Contains("Awaited"));
        Assert.That(report.Notes, Has.Exactly(1).Matches("^[0-9]+ of the [0-9]+ functions of Large are left out, since no call that can be seen leads to them; -f with a function's name shows it in any case\\.$"));
    }

    [Test]
    public async Task AFunctionThatIsNamedIsShownInAnyCase()
    {
        var report = await _session.Mprun("@base.Run()", "Large.*", "Large.Unused2");

        Assert.That(report.Functions.Select(function => function.Name), Does.Contain("Large.Unused2").And.None.EqualTo("Large.Unused3"));
        Assert.That(report["Large.Unused2"].Total.Activations, Is.Zero);
    }

    [Test]
    public async Task WhereNoneIsReachedAllAreShown()
    {
        var report = await _session.Mprun("1 + 1", "Other.*");

        Assert.That(report.Functions.Select(function => function.Name), Has.Exactly(61).StartsWith("Other."));
        Assert.That(report.Notes, Has.None.Contains("left out"));
    }

    [Test]
    public void AnInterfaceWithoutCodeIsAnsweredWithTheTypesThatImplementIt()
    {
        var exception = Assert.ThrowsAsync<MagicException>(() => _session.Mprun("1 + 1", "IEmpty"));

        Assert.That(exception.Message, Does.EndWith("Name a type that derives from it or implements it: Sample.Full."));
    }

    [Test]
    public async Task ProgressSaysHowManyFunctionsAreWoven()
    {
        var steps = new List<string>();
        var request = new MprunRequest { Code = "@base.Run()", Functions = ["Large.Step", "Large.Helped"], Origin = new CodeOrigin("cell 4", 1, 9, "#!mprun @base.Run()") };

        await _session.Profiler.MeasureAsync(_session.Notebook, request, new Steps(steps));

        Assert.That(steps, Is.EqualTo(new[] { "compiling", "weaving 2 functions", "run 1 of 1" }));
    }

    private async Task AssertRun(string type, string code, string[] ran)
    {
        var report = await _session.Mprun(code, type + ".*");

        Assert.That(report.Functions.Where(function => function.Total.Activations > 0).Select(function => function.Name.Split('(')[0]), Is.SupersetOf(ran.Select(name => $"{type}.{name}")));
    }

    private sealed class Steps(List<string> steps) : IProgress<MeasureProgress>
    {
        public void Report(MeasureProgress value) => steps.Add(value.Step);
    }
}
