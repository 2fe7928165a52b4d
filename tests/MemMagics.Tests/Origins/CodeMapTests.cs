using System.Text.RegularExpressions;

namespace MemMagics.Tests.Origins;

/// <summary>Where the objects of a real process were made, from its runtime's events.</summary>
internal sealed class CodeMapTests
{
    private static readonly string s_code = """
        using System;
        using System.Collections.Generic;
        using System.Reflection.Emit;
        using System.Runtime.CompilerServices;
        using System.Threading.Tasks;

        static class Code
        {
            public static object Keep;
            public static object Other;
            public static int Counter;
            static int s_length = 8;

            class Made;
            class Returned;
            class Nested;
            class Written;
            class Awaited;
            class Yielded;
            class InLambda;
            class InLocal;
            class InConstructor;
            class Virtual;
            class InLong;
            class LastOfLong;
            class Hot;
            struct Value { public int Number; }
            struct Element { public int Number; }
            struct First { public int Number; }
            struct Second { public int Number; }
            struct Third { public int Number; }
            struct Even { public int Number; }
            struct Odd { public int Number; }

            class Holder
            {
                public object Held;

                public Holder()
                {
                    Counter++;
                    Held = new InConstructor();
                }

                public virtual object Make() => null;
            }

            sealed class Derived : Holder
            {
                public override object Make() =>
                    new Virtual();
            }

            public static void Run()
            {
                Inlined();
                Arrays();
                Branches(3);
                Generics();
                Lambdas();
                Keep = new Holder();
                Keep = new Derived().Make();
                LaterAsync().Wait();
                foreach (var each in Each())
                    Keep = each;
                Dynamic();
                Framework();
                Long();
                Loop(50_000);
                Counter++; // else the last call takes this one's frame
            }

            static object Make() =>
                new Made();

            static Returned[] Return() =>
                new Returned[s_length];

            static void Set() =>
                Keep = new Written[s_length];

            static object Through()
            {
                var inner = Inner();
                Counter++; // else Inner takes this one's frame
                return inner;
            }

            static object Inner()
            {
                Counter++;
                return new Nested();
            }

            static string Text(int number) =>
                number.ToString("x8") + "!";

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Inlined()
            {
                Counter++;
                Keep = Make();
                Keep = Return();
                Set();
                Keep = Through();
                Keep = Text(Counter);
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static object Arrays()
            {
                Counter++;
                Keep = new First[s_length];
                Keep = new Second[s_length];
                Keep = new ulong[s_length];
                Other = new ulong[s_length];
                return new Third[s_length];
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Branches(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    if (i % 2 == 0)
                        Keep = new Even[s_length];
                    else
                        Keep = new Odd[s_length];
                    if (i % 2 == 0)
                        Keep = new float[s_length];
                    else
                        Other = new float[s_length];
                }
            }

            static List<T> List<T>(T item) =>
                [item];

            [MethodImpl(MethodImplOptions.NoInlining)]
            static T[] Array<T>() =>
                new T[s_length];

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Generics()
            {
                Keep = List(new Value());
                Keep = List(new Value?());
                Keep = Array<Element>();
                Keep = Array<string>();
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Lambdas()
            {
                Func<int, object> make = number =>
                {
                    Counter += number;
                    return new InLambda();
                };
                Keep = make(s_length);
                Keep = Local();

                static object Local() =>
                    new InLocal();
            }

            static async Task LaterAsync()
            {
                await Task.Yield();
                Counter++;
                Keep = new Awaited();
            }

            static IEnumerable<object> Each()
            {
                Counter++;
                yield return new Yielded();
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Dynamic()
            {
                var method = new DynamicMethod("boxing", typeof(object), [typeof(long)]);
                var il = method.GetILGenerator();
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Box, typeof(long));
                il.Emit(OpCodes.Ret);
                Keep = method.CreateDelegate<Func<long, object>>()(4);
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Framework() =>
                Keep = new SortedDictionary<int, int> { [1] = 2 };

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Loop(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    Counter++;
                    Keep = new Hot();
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            static void Long()
            {
        @@
                Keep = new LastOfLong();
            }
        }
        """.Replace("@@", string.Concat(Enumerable.Repeat("        Keep = new InLong();\n", 4000)));

    // The compiler numbers methods with lambdas: <Lambdas>b__38_0.
    private static readonly Regex s_ordinal = new(@"(?<=__|\|)\d+_");

    private static Dictionary<bool, RecordedProgram> s_programs = [];

    [OneTimeSetUp]
    public static async Task RunPrograms() => s_programs = new()
    {
        [false] = await RecordedProgram.RunAsync(s_code, tiered: false),
        [true] = await RecordedProgram.RunAsync(s_code, tiered: true),
    };

    [OneTimeTearDown]
    public static void Dispose()
    {
        foreach (var program in s_programs.Values)
            program.Dispose();
    }

    // Compiled once, with everything inlined; and in tiers, of which the first inlines nothing.
    [TestCase("Code.Made", "Run: Inlined(); › Inlined: Keep = Make(); › Make: new Made();", TestName = "AFunctionThatWasInlinedHasItsOwnLine")]
    [TestCase("Code.Returned[]", "Run: Inlined(); › Inlined: Keep = Return(); › Return: new Returned[s_length];", TestName = "WhatAnInlinedFunctionReturnsIsOfItsLine")]
    [TestCase("Code.Written[]", "Run: Inlined(); › Inlined: Set(); › Set: Keep = new Written[s_length];", TestName = "AnInlinedFunctionWithoutAStatementOfItsOwnIsFound")]
    [TestCase("Code.Nested", "Run: Inlined(); › Inlined: Keep = Through(); › Through: var inner = Inner(); › Inner: return new Nested();", TestName = "AFunctionInlinedIntoAnInlinedOneIsCalledFromThere")]
    [TestCase("Code.First[]", "Run: Arrays(); › Arrays: Keep = new First[s_length];", TestName = "AnArrayIsOfItsOwnLine(1)")]
    [TestCase("Code.Second[]", "Run: Arrays(); › Arrays: Keep = new Second[s_length];", TestName = "AnArrayIsOfItsOwnLine(2)")]
    [TestCase("ulong[]", "Run: Arrays(); › Arrays: Keep = new ulong[s_length];", "Run: Arrays(); › Arrays: Other = new ulong[s_length];", TestName = "OfArraysOfOneTypeEachIsOfItsLine")]
    [TestCase("Code.Third[]", "Run: Arrays(); › Arrays: return new Third[s_length];", TestName = "AnArrayThatIsReturnedIsOfItsOwnLine")]
    [TestCase("Code.Even[]", "Run: Branches(3); › Branches: Keep = new Even[s_length];", TestName = "AnArrayInABranchIsOfItsOwnLine(1)")]
    [TestCase("Code.Odd[]", "Run: Branches(3); › Branches: Keep = new Odd[s_length];", TestName = "AnArrayInABranchIsOfItsOwnLine(2)")]
    [TestCase("float[]", "Run: Branches(3); › Branches: Keep = new float[s_length];", "Run: Branches(3); › Branches: Other = new float[s_length];", TestName = "OfArraysOfOneTypeInBranchesEachIsOfItsLine")]
    [TestCase("List<Code.Value>", "Run: Generics(); › Generics: Keep = List(new Value()); › List: [item];", TestName = "AGenericMethodHasLines(1)")]
    [TestCase("Code.Element[]", "Run: Generics(); › Generics: Keep = Array<Element>(); › Array: new T[s_length];", TestName = "AGenericMethodHasLines(2)")]
    [TestCase("string[]", "Run: Generics(); › Generics: Keep = Array<string>(); › Array: new T[s_length];", TestName = "SharedGenericCodeHasLines")]
    [TestCase("Code.InLambda", "Run: Lambdas(); › Lambdas: Keep = make(s_length); › <Lambdas>b__0_0: return new InLambda();", TestName = "ALambdaHasLines")]
    [TestCase("Code.InLocal", "Run: Lambdas(); › Lambdas: Keep = Local(); › <Lambdas>g__Local|0_1: new InLocal();", TestName = "ALocalFunctionHasLines")]
    [TestCase("Code.Awaited", "MoveNext: Keep = new Awaited();", TestName = "AnAsyncMethodHasLines")]
    [TestCase("Code.Yielded", "Run: foreach (var each in Each()) › MoveNext: yield return new Yielded();", TestName = "AnIteratorHasLines")]
    [TestCase("Code.InConstructor", "Run: Keep = new Holder(); › .ctor: Held = new InConstructor();", "Run: Keep = new Derived().Make(); › .ctor: Held = new InConstructor();", TestName = "AConstructorHasLines")]
    [TestCase("Code.Virtual", "Run: Keep = new Derived().Make(); › Make: new Virtual();", TestName = "AVirtualMethodHasLines")]
    [TestCase("Code.LastOfLong", "Run: Long(); › Long: Keep = new LastOfLong();", TestName = "AMethodWhoseMapComesInPiecesHasLines")]
    [TestCase("Code.Hot", "Run: Loop(50_000); › Loop: Keep = new Hot();", TestName = "ALoopThatIsCompiledAgainWhileItRunsHasLines")]
    public void LinesAreThoseOfTheSource(string type, params string[] paths)
    {
        foreach (var (tiered, program) in s_programs)
            Assert.That(program.PathsTo(type).Select(static path => s_ordinal.Replace(path, "0_")), Is.EquivalentTo(paths), $"tiered: {tiered}");
    }

    [Test]
    public void CodeOfTwoTiersIsOfOneLine() => Assert.Multiple(() =>
    {
        Assert.That(s_programs[true].Objects("Code.Hot"), Is.InRange(149_999, 150_000));
        Assert.That(s_programs[true].Instructions("Code.Hot"), Is.GreaterThan(1));
        Assert.That(s_programs[false].Instructions("Code.Hot"), Is.EqualTo(1));
    });

    [Test]
    public void CodeThatWasCompiledAheadOfTimeHasANameAndNoLine()
    {
        foreach (var program in s_programs.Values)
        {
            var functions = program.FunctionsTo("SortedSet<KeyValuePair<int, int>>.Node");
            Assert.That(functions, Is.Not.Empty);
            Assert.That(functions, Has.All.Contains("Code.Framework"));
            Assert.That(functions, Has.All.Matches<IReadOnlyList<string>>(static path => path[0].StartsWith("System.Collections.Generic.SortedSet`1", StringComparison.Ordinal)));
        }
    }

    [Test]
    public void ADynamicMethodHasItsName()
    {
        foreach (var program in s_programs.Values)
            Assert.That(program.FunctionsTo("long").Select(static path => path[0]).Distinct(), Is.EqualTo(new[] { "dynamicClass.boxing" }));
    }
}
