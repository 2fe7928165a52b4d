using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.State;

/// <summary>In the warm call, static fields are what they were in the first one, whatever the first one did to them.</summary>
public sealed class WarmStaticStateTests
{
    private static IEnumerable<TestCaseData> Fields()
    {
        yield return Field("nullable", "static int? F;", "F?.ToString() ?? \"null\"", "F = 3", "null");
        yield return Field("nullable date", "static DateTime? F;", "F?.ToString() ?? \"null\"", "F = DateTime.Now", "null");
        yield return Field("nullable struct of the notebook", "public struct P { public string A; public int? B; } static P? F;", "F is null", "F = new P { B = 3 }", "True");
        yield return Field("struct with references", "public struct P { public string A; public int? B; } static P F;", "(F.A ?? \"null\") + F.B", "F = new P { A = \"x\", B = 3 }", "null");
        yield return Field("decimal", "static decimal F;", "F.ToString()", "F = 3", "0");
        yield return Field("Guid", "static Guid F;", "F == Guid.Empty", "F = Guid.NewGuid()", "True");
        yield return Field("enum", "static DayOfWeek F;", "F", "F = DayOfWeek.Friday", "Sunday");
        yield return Field("nullable enum", "static DayOfWeek? F;", "F is null", "F = DayOfWeek.Friday", "True");
        yield return Field("tuple", "static (int, string) F;", "F.Item1 + (F.Item2 ?? \"null\")", "F = (1, \"x\")", "0null");
        yield return Field("pointer", "unsafe static int* F;", "(nint)F", "F = (int*)8", "0");
        yield return Field("function pointer", "unsafe static delegate*<int, int> F; static int Twice(int n) => 2 * n;", "(nint)F", "F = &Twice", "0");
        yield return Field("native integer", "static nint F;", "F", "F = 5", "0");
        yield return Field("array that an initialiser made", "static int[] F = { 1, 2 };", "F[0]", "F[0] = 9", "1");
        yield return Field("read-only list", "static readonly List<int> F = new() { 4 };", "F.Count", "F.Add(1)", "1");
        yield return Field("read-only object without references", "public class Counter { public int N; } static readonly Counter F = new();", "F.N", "F.N++", "0");
        yield return Field("read-only nullable", "static readonly int? F = null; static int Calls;", "$\"{F is null}{Calls}\"", "Calls++", "True0");
        yield return Field("thread-static", "[ThreadStatic] static int F;", "F", "F++", "0");
        yield return Field("thread-static nullable", "[ThreadStatic] static int? F;", "F is null", "F = 4", "True");
        yield return Field("thread-static with an initialiser", "[ThreadStatic] static int F = 6;", "F", "F++", "6");
        yield return Field("property", "static int? F { get; set; }", "F is null", "F = 4", "True");
        yield return Field("set by a static constructor", "static int? F; static Holder() { F = 8; }", "F", "F = null", "8");
        yield return Field("of a nested type", "static class Inner { public static long? F; public static List<int> L = new(); }", "$\"{Inner.F is null} {Inner.L.Count}\"", "Inner.F = 1; Inner.L.Add(1)", "True 0");
        yield return Field("of a generic type", "static class G<T> { public static T? F; public static List<T> L = new(); }", "$\"{G<string>.F is null} {G<int>.L.Count} {G<string>.L.Count}\"", "G<string>.F = \"x\"; G<int>.L.Add(1); G<string>.L.Add(null)", "True 0 0");
        yield return Field("of a generic type with a static constructor", "static class G<T> { public static readonly List<T> L; static G() { L = new List<T>(); } }", "$\"{G<string>.L.Count} {G<(int, string)>.L.Count}\"", "G<string>.L.Add(\"x\"); G<(int, string)>.L.Add(default)", "0 0");
    }

    [TestCaseSource(nameof(Fields))]
    public async Task TheWarmCallFindsWhatTheFirstOneFound(string members, string show, string change, string expected)
    {
        // GIVEN a type that nothing in the notebook has used
        await using var session = await ScriptSession.Start(
            $"unsafe static class Holder {{ {members} public static void Use() {{ Console.Write({show}); Console.Write(';'); {change}; }} }}");

        // WHEN both calls use it
        var printed = await Printed(session, "Holder.Use()");

        // THEN the second finds it as new as the first did
        Assert.That(printed, Is.EqualTo($"{expected};{expected};"));
    }

    [TestCaseSource(nameof(Fields))]
    public async Task TheWarmCallFindsWhatTheNotebookHas(string members, string show, string change, string expected)
    {
        // GIVEN a type that a cell has used; each thread has its own thread-static fields, which stay behind
        _ = expected;
        await using var session = await ScriptSession.Start(
            $"unsafe static class Holder {{ {members} public static string Show() => $\"{{({show})}}\"; public static void Change() {{ {change}; }} }}",
            "Holder.Show();");

        // WHEN both calls use it
        var printed = await Printed(session, "Console.Write(Holder.Show()); Console.Write(';'); Holder.Change(); return 0;");

        // THEN both find the notebook's values
        var calls = printed.Split(';');
        Assert.That(calls, Has.Length.EqualTo(3));
        Assert.That(calls[1], Is.EqualTo(calls[0]));
        if (!members.Contains("ThreadStatic", StringComparison.Ordinal))
            Assert.That(calls[0], Is.EqualTo((await session.State.ContinueWithAsync<string>("Holder.Show()")).ReturnValue));
    }

    [Test]
    public async Task AnInitialiserThatUsesAnotherTypeFindsItInitialisedInTheWarmCall()
    {
        await using var session = await ScriptSession.Start(
            """
            static class A { public static int X = Made(); static int Made() => B.Y + new C().Z; }
            class C { public int Z; public static int Start; static C() { Start = B.Y; } public C() { Z = Start; } }
            static class B { public static int Y = 20; }
            void Use() { Console.Write($"{A.X},{B.Y},{C.Start};"); A.X = B.Y = C.Start = 1000; }
            """);

        Assert.That(await Printed(session, "Use()"), Is.EqualTo("40,20,20;40,20,20;"));
    }

    [Test]
    public async Task AStaticFieldOfACellIsTheSameInTheWarmCall()
    {
        await using var session = await ScriptSession.Start("static int? none; static int? some = 5;");

        Assert.That(await Printed(session, "{ Console.Write($\"{none}{some};\"); none = some = 7; }"), Is.EqualTo("5;5;"));
    }

    [Test]
    public async Task AConstructionThatTheNotebookInitialisedIsNotInitialisedAgain()
    {
        await using var session = await ScriptSession.Start(
            "static class Count { public static int Made; } static class G<T> { public static readonly int Number; static G() => Number = ++Count.Made; }",
            "var numbers = G<int>.Number + G<string>.Number;");

        Assert.That(await Printed(session, "Console.Write($\"{G<int>.Number}{G<string>.Number}{G<byte>.Number}{Count.Made};\")"), Is.EqualTo("1233;1233;"));
    }

    [Test]
    public async Task AnInitialiserThatCannotRunTwiceLeavesTheFirstCall()
    {
        var mark = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var session = await ScriptSession.Start(
            $"static class Once {{ public static int N = Start(); static int Start() {{ if (File.Exists(@\"{mark}\")) throw new Exception(\"again\"); File.WriteAllText(@\"{mark}\", \"\"); return 1; }} }}");

        // act
        var unasked = await session.Memit("Once.N", request => request with { Repeat = 1 });
        File.Delete(mark);
        var asked = await session.Memit("Once.N", request => request with { Repeat = 1, Call = CallChoice.Warm });
        File.Delete(mark);

        // assert
        Assert.That(unasked.Failure, Is.Null);
        Assert.That(unasked.Measured, Is.EqualTo(MeasuredCall.FirstCall));
        Assert.That(asked.Failure, Does.Contain("the initialiser of Once cannot run twice: Exception: again. Use --cold."));
    }

    private static TestCaseData Field(string name, string members, string show, string change, string expected) =>
        new TestCaseData(members, show, change, expected).SetArgDisplayNames(name);

    private static async Task<string> Printed(ScriptSession session, string code)
    {
        var report = await session.Memit(code, request => request with { Repeat = 1, Call = CallChoice.Warm });
        Assert.That(report.Failure, Is.Null);
        return report.Printed;
    }
}
