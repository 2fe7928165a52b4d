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
        class Box { public object Open() => new byte[1]; }
        class Shelf { private static object s_all = new byte[2]; private object _own = new byte[3]; }
        record Point(int X, string Name) { public object Far() => new byte[X]; }
        class Stack
        {
            private int _count;
            public int Count { get => _count; set { _count = value; } }
            public Stack() { }
            public Stack(int n) : this() { Push(n); }
            static Stack() { s_all = new byte[1]; }
            ~Stack() { s_all = null; }
            private static byte[] s_all;
            public T Push<T>(T item) { return item; }
            public T Push<T>(T item, int times) { return item; }
            public static bool operator <(Stack a, Stack b) => true;
            public static bool operator >(Stack a, Stack b) => false;
            public static bool operator true(Stack a) => true;
            public static bool operator false(Stack a) => false;
            public Func<int, object> Maker = n => new byte[n];
        }
        class Square : Shape, IShape, IDisposable, INamed
        {
            public object Area() => new byte[4];
            public override object Volume() => new byte[6];
            public override object Name() => new string('s', 3);
            public override string ToString() => new string('q', 3);
            public void Dispose() => GC.KeepAlive(new byte[1]);
            public object Named() => new byte[2];
        }
        interface INamed { object Named() => new byte[8]; }
        interface ISource<T> { T Next(); int Count { get; } }
        class Numbers : ISource<int> { public int Next() => new byte[3].Length; public int Count { get { return new byte[4].Length; } } }
        abstract class Nowhere { public abstract void Done(); public void Ready() => GC.KeepAlive(new byte[1]); }
        class Zoo { public object Hi() => new byte[1]; }
        Shape shape = new Square();
        object Solve(int n) => new byte[n];
        object Solve(string text)
        {
            return Pad(2);
            object Pad(int n) => text + new string('p', n);
        }
        Func<int, object> make = n => new byte[n];
        Func<int, object> named = Solve;
        object Deep(int n)
        {
            Func<int, object> twice = m => new byte[2 * m];
            return Outer(n);
            object Outer(int m)
            {
                return Inner(m);
                object Inner(int k) => twice(k);
            }
        }
        object @class(int n) => new byte[n];
        var circle = new Circle(2);
        var stack = new Stack(2);
        List<int> numbers = [1];
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
    [TestCase("Shape.Volume", "Circle.Volume", "Square.Volume")]
    [TestCase("IShape.Area", "Circle.IShape.Area", "Square.Area")]
    [TestCase("shape.Volume", "Circle.Volume", "Square.Volume")]
    [TestCase("Shape.Name", "Shape.Name", "Square.Name")]
    [TestCase("Square.ToString", "Square.ToString")]
    [TestCase("IDisposable.Dispose", "Square.Dispose")]
    [TestCase("INamed.Named", "INamed.Named", "Square.Named")]
    [TestCase("ISource.Next", "Numbers.Next")]
    [TestCase("ISource.Count", "Numbers.Count.get")]
    [TestCase("Zoo.Hi", "Zoo.Hi")]
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
    [TestCase("global::Circle.Volume", "Circle.Volume")]
    [TestCase(" Circle . Volume ", "Circle.Volume")]
    [TestCase("Circle.IShape.Area", "Circle.IShape.Area")]
    [TestCase("Circle.get_Item", "Circle.this[]")]
    [TestCase("Circle.Changed.add", "Circle.Changed.add")]
    [TestCase("Box", "Box.Open", "Box.Content")]
    [TestCase("Point.Far", "Point.Far")]
    [TestCase("Point", "Point.Point", "Point.Far")]
    [TestCase("Stack.Push", "Stack.Push(T)", "Stack.Push(T, int)")]
    [TestCase("Stack.Push<int>", "Stack.Push(T)", "Stack.Push(T, int)")]
    [TestCase("Stack.Stack", "Stack.Stack()", "Stack.Stack(int)")]
    [TestCase("Stack.ctor", "Stack.Stack()", "Stack.Stack(int)")]
    [TestCase("new Stack", "Stack.Stack()", "Stack.Stack(int)")]
    [TestCase("new Stack()", "Stack.Stack()", "Stack.Stack(int)")]
    [TestCase("new Circle", "Circle.Circle")]
    [TestCase("Stack.cctor", "Stack.static Stack")]
    [TestCase("Stack..cctor", "Stack.static Stack")]
    [TestCase("Stack.static", "Stack.static Stack")]
    [TestCase("Stack.static Stack", "Stack.static Stack")]
    [TestCase("static Stack", "Stack.static Stack")]
    [TestCase("static Stack()", "Stack.static Stack")]
    [TestCase("static Stack.Stack()", "Stack.static Stack")]
    [TestCase("Shelf.Shelf", "Shelf.Shelf")]
    [TestCase("Shelf.static", "Shelf.static Shelf")]
    [TestCase("Shelf", "Shelf.Shelf", "Shelf.static Shelf")]
    [TestCase("Stack.~Stack", "Stack.~Stack")]
    [TestCase("Stack.Count", "Stack.Count.get", "Stack.Count.set")]
    [TestCase("Stack.Count.set", "Stack.Count.set")]
    [TestCase("Stack.operator <", "Stack.operator <")]
    [TestCase("Stack.operator true", "Stack.operator true")]
    [TestCase("Stack.Maker", "Stack.Maker")]
    [TestCase("stack.Push", "Stack.Push(T)", "Stack.Push(T, int)")]
    [TestCase("Deep.twice", "Deep.twice")]
    [TestCase("Deep.Outer", "Deep.Outer")]
    [TestCase("Deep.Outer.Inner", "Deep.Outer.Inner")]
    [TestCase("class", "class")]
    [TestCase("@class", "class")]
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

    [Test]
    public void AVariableStarMeansTheFunctionsOfItsType() =>
        Assert.That(NamedFunctions.Of(_session, "1", "stack.*"), Is.EqualTo(NamedFunctions.Of(_session, "1", "Stack")));

    [Test]
    public void SeveralNamesGiveSeveralTablesInTheirOrderAndNoneTwice() =>
        Assert.That(NamedFunctions.Of(_session, "1", "Circle.Volume", "make", "Circle.Volume", "named"), Is.EqualTo(new[] { "Circle.Volume", "make", "Solve" }));

    [Test]
    public async Task ANameMeansWhatTheNewestCellDefines()
    {
        await using var session = await ScriptSession.Start(
            "byte[] Make(int n)\n{\n    return new byte[n];\n}\nclass Bag { public object Fill() => new byte[1]; }",
            "static byte[] Make(int n)\n{\n    var first = new byte[n];\n    return [.. first, .. first];\n}",
            "class Bag\n{\n    public object Pour()\n    {\n        return Make(10);\n    }\n}");

        // act
        var report = await session.Mprun("new Bag().Pour()", "Make", "Bag.Pour");

        // assert
        Assert.That(report["Make"].Source, Is.EqualTo("cell 2"));
        Assert.That(LineTable.Of(report["Make"]), Does.Contain("4     return [.. first, .. first]; | 1x 48 B"));
        Assert.That(LineTable.Of(report["Bag.Pour"]), Does.Contain("5         return Make(10); | 1x 88 B"));
        Assert.That(() => NamedFunctions.Of(session, "1", "Bag.Fill"), Throws.TypeOf<MagicException>().With.Message.StartsWith("'Bag' has no function 'Fill'."));
    }

    [Test]
    public async Task AStaticConstructorThatRanBeforeTheCallSaysSo()
    {
        var report = await _session.Mprun("new Shelf()", "Shelf.static");

        Assert.That(LineTable.Of(report["Shelf.static Shelf"]), Has.Length.EqualTo(1).And.Some.Contains("s_all = new byte[2]"));
        Assert.That(report.Notes, Has.One.StartsWith("Shelf.static Shelf did not run: it runs once in a process, with the first use of the class or of its static fields, and so not in the warm call. --cold shows the first call."));
    }

    [TestCase("Slove", "There is no function or type 'Slove' in this session. Did you mean Solve?")]
    [TestCase("Circle.Volme", "'Circle' has no function 'Volme'. Did you mean Circle.Volume?")]
    [TestCase("Solve(A, 3)", "'Solve(A, 3)' is a call; name the function only: -f Solve")]
    [TestCase("Nowhere.Done", "'Nowhere.Done' has no code that could be profiled: it is abstract, and nothing in this session implements it. These have code: Nowhere.Ready.")]
    [TestCase("Circle.static", "'Circle' has no static constructor, and no static field with a value that one would set. Did you mean Circle.Circle?")]
    [TestCase("Stack.Stak", "'Stack' has no function 'Stak'. Did you mean Stack.Stack or Stack.static?")]
    [TestCase("new Circle.Inner()", "'new Circle.Inner()' has no code that could be profiled: the compiler wrote it.")]
    [TestCase("new Box<int>()", "'new Box<int>()' has no code that could be profiled: the compiler wrote it.")]
    [TestCase("Stack.statik", "'Stack' has no function 'statik'. Did you mean Stack.static or Stack.Stack?")]
    [TestCase("new", "'new' is no name of a function: a constructor is named -f Shop.Shop or -f \"new Shop\", the static one -f Shop.static.")]
    [TestCase("new Stak()", "There is no function or type 'Stak' in this session. Did you mean Stack or stack?")]
    [TestCase("solve", "There is no function or type 'solve' in this session. Did you mean Solve?")]
    [TestCase("Circel.Volume", "There is no function or type 'Circel' in this session. Did you mean Circle or circle?")]
    [TestCase("Solve(A, 3", "'Solve(A, 3' is a call; name the function only: -f Solve")]
    [TestCase("circle.Volume()", "'circle.Volume()' is a call; name the function only: -f circle.Volume")]
    [TestCase("Circle.Radius", "'Circle.Radius' has no code that could be profiled: the compiler wrote it.")]
    [TestCase("IShape", "'IShape' has no code that could be profiled: no function of its own is written in it. Name a type that derives from it or implements it: Circle, Square.")]
    [TestCase("Inner", "There is no function or type 'Inner' in this session. Did you mean Circle.Inner?")]
    [TestCase("Inner.Deep", "There is no function or type 'Inner' in this session. Did you mean Circle.Inner.Deep?")]
    [TestCase("Hi", "There is no function or type 'Hi' in this session. Did you mean Zoo.Hi?")]
    [TestCase("Pusch", "There is no function or type 'Pusch' in this session. Did you mean Stack.Push?")]
    [TestCase("circle", "'circle' is a variable that holds no function; for all functions of its type: -f Circle")]
    [TestCase("numbers.Add", "'numbers.Add' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.")]
    [TestCase("Console.WriteLine", "'Console.WriteLine' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.")]
    [TestCase("x => x", "'x => x' is a lambda; name the variable that holds it, or the function that it is written in.")]
    [TestCase("all", "'all' is a variable that holds no function; name the function that uses it.")]
    [TestCase("System.Linq", "'System.Linq' is a namespace; name a type or a function in it.")]
    [TestCase("Enumerable.Select", "'Enumerable.Select' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.")]
    [TestCase("a..b", "'a..b' is no name of a function: write it as in C#, for example Solve or Matrix.Multiply.")]
    public void WrongNameIsAnsweredWithASentence(string name, string sentence)
    {
        var exception = Assert.Throws<MagicException>(() => NamedFunctions.Of(_session, "1", name));

        Assert.That(exception.Message, Is.EqualTo(sentence));
    }
}
