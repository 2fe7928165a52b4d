using MemMagics.Magics;

namespace MemMagics.Tests.Libraries;

/// <summary>Every kind of member of a library, with its source and without.</summary>
[TestFixture("EmbeddedSource")]
[TestFixture("None")]
public sealed class LibraryMembersTests(string symbols)
{
    private const string Source = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        namespace Sample
        {
            public abstract class Shape
            {
                private readonly byte[] _mark = new byte[40];

                protected Shape(byte[] tag)
                {
                    Tag = tag;
                }

                public byte[] Tag { get; set; }

                public int Mark => _mark.Length;

                public object Copy()
                {
                    return new byte[50];
                }

                public abstract object Area();
            }

            public interface IScaled
            {
                object Scale(int by);

                object Twice()
                {
                    return new byte[2 * 60];
                }
            }

            public class Square : Shape, IScaled
            {
                private static readonly byte[] s_shared = new byte[70];

                public Square(int side)
                    : base(new byte[side])
                {
                    Side = new byte[80];
                }

                public byte[] Side { get; }

                public object this[int index] => new byte[index];

                public event Action Changed
                {
                    add { Tag = new byte[90]; }
                    remove { }
                }

                public static int Shared => s_shared.Length;

                public override object Area()
                {
                    return new byte[100];
                }

                object IScaled.Scale(int by)
                {
                    return new byte[by];
                }

                public static Square operator +(Square one, Square other)
                {
                    return new Square(one.Side.Length + other.Side.Length);
                }

                public static implicit operator string(Square square)
                {
                    return new string('s', 20);
                }

                private object Hidden()
                {
                    return new byte[110];
                }

                public object CallHidden() => Hidden();

                public sealed class Corner
                {
                    public object Angle()
                    {
                        return new byte[120];
                    }
                }
            }

            internal static class Inside
            {
                internal static object Kept(int n)
                {
                    return new byte[n];
                }
            }

            public static class Door
            {
                public static object Open(int n) => Inside.Kept(n);
            }

            public class Box<T>
            {
                public T[] Content(int n)
                {
                    return new T[n];
                }

                public U[] Of<U>(int n)
                {
                    return new U[n];
                }
            }

            public static class Flow
            {
                public static async Task<int> Later(int n)
                {
                    var first = new byte[n];
                    await Task.Yield();
                    var second = new byte[2 * n];
                    return first.Length + second.Length;
                }

                public static IEnumerable<byte[]> Blocks(int n)
                {
                    for (var i = 1; i <= n; i++)
                    {
                        yield return new byte[100 * i];
                    }
                }

                public static async IAsyncEnumerable<byte[]> Stream(int n)
                {
                    for (var i = 1; i <= n; i++)
                    {
                        await Task.Yield();
                        yield return new byte[200 * i];
                    }
                }

                public static int Lambdas(int[] numbers)
                {
                    var extra = numbers.Length;
                    return numbers.Sum(number =>
                    {
                        var block = new byte[number];
                        for (var i = 0; i < block.Length; i++)
                            block[i] = (byte)extra;

                        return block[0];
                    });
                }

                public static int Locals(int n)
                {
                    return Inner(n) + Inner(n);

                    int Inner(int m)
                    {
                        var block = new byte[m];
                        return block.Length;
                    }
                }

                public static int Recursive(int n)
                {
                    var block = new byte[100 + n];
                    return n == 0 ? block.Length : block.Length + Recursive(n - 1);
                }

                public static int Guarded(string text, int n = 400)
                {
                    try
                    {
                        return new byte[300].Length + int.Parse(text);
                    }
                    catch (FormatException e) when (new byte[16].Length == e.Message.IndexOf('#') + 17)
                    {
                        return new byte[n].Length;
                    }
                    finally
                    {
                        GC.KeepAlive(new byte[500]);
                    }
                }

                public static ReadOnlySpan<long> Constants(int n)
                {
                    ReadOnlySpan<long> all = [1, 2, 3, 4, 5, 6, 7];
                    var copy = new byte[n];
                    return all.Slice(copy.Length - n);
                }

                public static int Switch(object value, int n = 30)
                {
                    switch (value)
                    {
                        case "one":
                            return new byte[10].Length;
                        case string { Length: > 3 }:
                            return new byte[n].Length;
                        default:
                            return 0;
                    }
                }
            }
        }
        """;

    private TemporaryFolder _folder = null!;
    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession()
    {
        _folder = new TemporaryFolder();
        var library = SampleLibrary.Compile(_folder, "Sample", Source, Enum.Parse<SampleSymbols>(symbols));
        _session = await ScriptSession.Start(
            $"#r \"{library}\"",
            "using Sample; var square = new Square(8); IScaled scaled = square; record struct Point(long X, long Y); sealed class Circle : Shape { public Circle() : base(null) {} public override object Area() => null; }");
    }

    [OneTimeTearDown]
    public async Task EndSession()
    {
        await _session.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("Square.Area", "square.Area()", "Square.Area", "new byte[100]", 1, 128)]
    [TestCase("Shape.Area", "square.Area()", "Square.Area", "new byte[100]", 1, 128)]
    [TestCase("IScaled.Scale", "scaled.Scale(140)", "Square.IScaled.Scale", "new byte[by]", 1, 168)]
    [TestCase("Square.Copy", "square.Copy()", "Shape.Copy", "new byte[50]", 1, 80)]
    [TestCase("square.Copy", "square.Copy()", "Shape.Copy", "new byte[50]", 1, 80)]
    [TestCase("Circle.Copy", "new Circle().Copy()", "Shape.Copy", "new byte[50]", 1, 80)]
    [TestCase("Square.Square", "new Square(8)", "Square.Square", "base(new byte[side])", 1, 32 + 64)]
    [TestCase("Square.Square", "new Square(8)", "Square.Square", "new byte[80]", 1, 104)]
    [TestCase("Shape.ctor", "new Square(8)", "Shape.Shape", "new byte[40]", 1, 64)]
    [TestCase("Square.static", "Square.Shared", "Square.static Square", "new byte[70]", 1, 96)]
    [TestCase("Square.Side", "square.Side.Length", "Square.Side.get", "get;", 1, 0)]
    [TestCase("Square.this[]", "square[130]", "Square.this[]", "new byte[index]", 1, 160)]
    [TestCase("Square.Changed.add", "square.Changed += null", "Square.Changed.add", "new byte[90]", 1, 120)]
    [TestCase("Square.Scale", "scaled.Scale(140)", "Square.IScaled.Scale", "new byte[by]", 1, 168)]
    [TestCase("IScaled.Twice", "scaled.Twice()", "IScaled.Twice", "new byte[", 1, 144)]
    [TestCase("Square.operator +", "square + square", "Square.operator +", "new Square(", 1, 40 + 64 + 184 + 104)]
    [TestCase("Square.implicit operator string", "((string)square).Length", "Square.implicit operator string", "new string(", 1, 64)]
    [TestCase("Square.Hidden", "square.CallHidden()", "Square.Hidden", "new byte[110]", 1, 136)]
    [TestCase("Square.Corner.Angle", "new Square.Corner().Angle()", "Square.Corner.Angle", "new byte[120]", 1, 144)]
    [TestCase("Sample.Inside.Kept", "Door.Open(150)", "Inside.Kept", "new byte[n]", 1, 176)]
    [TestCase("Box.Content", "new Box<Point>().Content(10)", "Box.Content", "new T[n]", 1, 184)]
    [TestCase("Box<Point>.Of", "new Box<string>().Of<Point>(10)", "Box.Of", "new U[n]", 1, 184)]
    [TestCase("Flow.Later", "await Flow.Later(100)", "Flow.Later", "new byte[2 * n]", 1, 224)]
    [TestCase("Flow.Blocks", "Flow.Blocks(3).Sum(block => block.Length)", "Flow.Blocks", "new byte[100 * i]", 3, 128 + 224 + 328)]
    [TestCase("Flow.Stream", "var sum = 0; await foreach (var block in Flow.Stream(2)) sum += block.Length; sum", "Flow.Stream", "new byte[200 * i]", 2, 224 + 424)]
    [TestCase("Flow.Lambdas", "Flow.Lambdas(new[] { 10, 20 })", "Flow.Lambdas", "new byte[number]", 2, 40 + 48)]
    [TestCase("Flow.Locals", "Flow.Locals(200)", "Flow.Locals", "new byte[m]", 2, 448)]
    [TestCase("Flow.Recursive", "Flow.Recursive(3)", "Flow.Recursive", "new byte[100 + n]", 4, 128)]
    [TestCase("Flow.Guarded", "Flow.Guarded(\"7\")", "Flow.Guarded", "new byte[500]", 1, 528)]
    [TestCase("Flow.Guarded", "Flow.Guarded(\"x\")", "Flow.Guarded", "new byte[n]", 1, 424)]
    [TestCase("Flow.Constants", "Flow.Constants(16)[3]", "Flow.Constants", "new byte[n]", 1, 40)]
    [TestCase("Flow.Switch", "Flow.Switch(\"four\")", "Flow.Switch", "new byte[n]", 1, 56)]
    public async Task LineCosts(string name, string code, string function, string content, int occurrences, long allocated)
    {
        var report = await _session.Mprun(code, request => request with { Functions = [name], Call = CallChoice.Cold });

        var lines = report[function];
        var line = lines.Lines.Single(line => line.Content.Contains(content));
        Assert.That(report.Failure, Is.Null);
        Assert.That(lines.Origin, Is.EqualTo(symbols == "None" ? SourceOrigin.Decompiled : SourceOrigin.Symbols));
        Assert.That((line.Occurrences, line.Allocated), Is.EqualTo(((long?)occurrences, (long?)allocated)));
        Assert.That(lines.Total.Activations, Is.EqualTo(name == "Flow.Recursive" ? 4 : 1));
        Assert.That(lines.Lines.Sum(each => each.Allocated ?? 0), Is.EqualTo(lines.Total.Allocated));
    }

    [Test]
    public async Task TypeMeansAllItsFunctionsPrivateOnesToo()
    {
        var report = await _session.Mprun("square.CallHidden()", "Square.*");

        Assert.That(report.Functions.Select(function => function.Name), Is.EquivalentTo(new[]
        {
            "Square.Square", "Square.static Square", "Square.Side.get", "Square.this[]", "Square.Changed.add", "Square.Changed.remove", "Square.Shared", "Square.Area",
            "Square.IScaled.Scale", "Square.operator +", "Square.implicit operator string", "Square.Hidden", "Square.CallHidden", "Square.Corner.Corner", "Square.Corner.Angle",
        }));
        Assert.That(report["Square.Hidden"].Total.Allocated, Is.EqualTo(136));
    }

    [TestCase("Sample.Sqare.Area", "'Sample' has no type 'Sqare'. Did you mean Sample.Square or Sample.Shape?")]
    [TestCase("Square.Arae", "'Square' has no function 'Arae'. Did you mean Square.Area?")]
    [TestCase("Square.Hiden", "'Square' has no function 'Hiden'. Did you mean Square.Hidden or Square.Side?")]
    [TestCase("Inside.Kept", "There is no function or type 'Inside' in this session. Did you mean Sample.Inside.Kept?")]
    [TestCase("Sample", "'Sample' is a namespace; name a type or a function in it.")]
    [TestCase("Square.GetType", "'Square.GetType' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.")]
    [TestCase("Square.Area()", "'Square.Area()' is a call; name the function only: -f Square.Area")]
    public void WrongNameIsAnsweredWithASentence(string name, string sentence)
    {
        var exception = Assert.ThrowsAsync<MagicException>(() => _session.Mprun("1", name));

        Assert.That(exception.Message, Is.EqualTo(sentence));
    }
}
