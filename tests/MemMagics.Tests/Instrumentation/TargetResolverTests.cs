namespace MemMagics.Tests.Instrumentation;

/// <summary>The names that <c>-f</c> takes.</summary>
public class TargetResolverTests
{
    private const string Types = """
        interface IShape { object Area(); }
        abstract class Shape { public abstract object Volume(); public virtual object Name() => new string('n', 3); }
        class Circle : Shape, IShape
        {
            private object _state = new byte[10];
            public Circle(int radius) { Radius = new int[radius]; }
            public int[] Radius { get; set; }
            public object this[int i] => new byte[i];
            public event Action Changed { add { _state = new byte[1]; } remove { } }
            object IShape.Area() => new byte[5];
            public override object Volume() => new byte[7];
            public static Circle operator +(Circle a, Circle b) => new Circle(a.Radius.Length);
            public static implicit operator string(Circle c) => new string('c', 2);
            public class Inner { public object Deep() => new byte[3]; }
        }
        class Box<T> { public T[] Content() => new T[3]; }
        object Solve(int n) => new byte[n];
        object Solve(string text)
        {
            return Pad(2);
            object Pad(int n) => text + new string('p', n);
        }
        Func<int, object> make = n => new byte[n];
        Func<int, object> named = Solve;
        var circle = new Circle(2);
        var all = "everything";
        """;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Types);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("Solve", "Solve(int)", "Solve(string)")]
    [TestCase("Solve.Pad", "Solve.Pad")]
    [TestCase("Circle.Volume", "Circle.Volume")]
    [TestCase("circle.Volume", "Circle.Volume")]
    [TestCase("Circle.Area", "Circle.IShape.Area")]
    [TestCase("Circle.Name", "Shape.Name")]
    [TestCase("Circle.Circle", "Circle.Circle")]
    [TestCase("Circle.ctor", "Circle.Circle")]
    [TestCase("Circle..ctor", "Circle.Circle")]
    [TestCase("Circle.this[]", "Circle.this[]")]
    [TestCase("Circle.operator +", "Circle.operator +")]
    [TestCase("Circle.op_Addition", "Circle.operator +")]
    [TestCase("Circle.implicit operator string", "Circle.implicit operator string")]
    [TestCase("Circle.Changed", "Circle.Changed.add", "Circle.Changed.remove")]
    [TestCase("Circle.Inner.Deep", "Circle.Inner.Deep")]
    [TestCase("Circle.Inner", "Circle.Inner.Deep")]
    [TestCase("Box<int>.Content", "Box.Content")]
    [TestCase("Box.Content", "Box.Content")]
    [TestCase("make", "make")]
    [TestCase("named", "Solve")]
    public void NameMeans(string name, params string[] functions)
    {
        Assert.That(NamedFunctions.Of(_session, "circle", name), Is.EqualTo(functions));
    }

    [Test]
    public void TypeMeansAllItsFunctions()
    {
        var type = NamedFunctions.Of(_session, "circle", "Circle");
        var star = NamedFunctions.Of(_session, "circle", "Circle.*");

        Assert.That(type, Is.SupersetOf(new[] { "Circle.Circle", "Circle.this[]", "Circle.IShape.Area", "Circle.Volume", "Circle.operator +", "Circle.Inner.Deep" }));
        Assert.That(star, Is.EqualTo(type));
    }

    [TestCase("Slove", "There is no function or type 'Slove' in this session. Did you mean Solve?")]
    [TestCase("Circle.Volme", "'Circle' has no function 'Volme'. Did you mean Circle.Volume?")]
    [TestCase("Solve(A, 3)", "'Solve(A, 3)' is a call; name the function only: -f Solve")]
    [TestCase("Shape.Volume", "'Shape.Volume' has no code that could be profiled: it is abstract; name the function that implements it.")]
    [TestCase("all", "'all' is a variable whose function is made elsewhere; name that function itself.")]
    [TestCase("System.Linq", "'System.Linq' is a namespace; name a type or a function in it.")]
    [TestCase("Enumerable.Select", "'Enumerable.Select' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.")]
    [TestCase("a..b", "'a..b' is no name of a function: write it as in C#, for example Solve or Matrix.Multiply.")]
    public void WrongNameIsAnsweredWithASentence(string name, string sentence)
    {
        var exception = Assert.Throws<MagicException>(() => NamedFunctions.Of(_session, "1", name));

        Assert.That(exception.Message, Is.EqualTo(sentence));
    }
}
