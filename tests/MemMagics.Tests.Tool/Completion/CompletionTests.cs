namespace MemMagics.Tests.Completion;

/// <summary>What is offered at a place of a cell; the cursor is <c>¦</c>.</summary>
public class CompletionTests
{
    private const string Types = """
        public record P(int X, int Y) { public int Count { get; set; } public P Inner { get; init; } }
        public enum Color { Red, Green, Blue }
        public abstract class Shape { public abstract double Area(int scale); protected virtual int Corners { get; set; } }
        public interface IWalk { void Walk(int steps); }
        public static class Solver { public static int Run(int a) => a; static int Hidden(int n) => n; public static int Field; }
        public struct S { public int Value; public readonly int Twice() => Value * 2; }
        """;

    private const string Variables = """
        var p = new P(1, 2); Color c = Color.Red; var xs = new List<int> { 1, 2 }; var words = new[] { "a" };
        object o = new P(3, 4); dynamic d = new P(5, 6); IList<P> list = new List<P>(); private int secret = 5; int? maybe = 3;
        Func<int, int> twice = n => 2 * n; var tuple = (first: 1, second: "x"); Task<P> task = Task.FromResult(p);
        int HalfOf(int n, bool up = false) => n / 2;
        """;

    private ServedSession _session = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _session = new ServedSession();
        await _session.RunAsync(Types);
        await _session.RunAsync(Variables);
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _session.DisposeAsync();

    [TestCase("p with { ¦", new[] { "Count", "Inner", "X", "Y" }, TestName = "AWithExpressionIsOfferedTheMembersOfItsRecord")]
    [TestCase("p with { Cou¦", new[] { "Count" }, TestName = "AWithExpressionsMemberIsCompletedWhileItIsTyped")]
    [TestCase("var q = p with { X = 1, ¦ };", new[] { "Count", "Inner", "Y" }, TestName = "AWithExpressionIsNotOfferedWhatItHasSet")]
    [TestCase("void F() { p with { ¦ } }", new[] { "Count", "Inner", "X", "Y" }, TestName = "AWithExpressionInAFunctionIsOfferedMembers")]
    [TestCase("new P(1, 2) { ¦", new[] { "Count", "Inner", "X", "Y" }, TestName = "AnObjectInitializerIsOfferedMembers")]
    [TestCase("var q = new P(1, 2) { Inner = { ¦ } };", new[] { "Count", "Inner", "X", "Y" }, TestName = "ANestedInitializerIsOfferedMembersOfTheInnerObject")]
    [TestCase("P q = new(1, 2) { Cou¦ };", new[] { "Count" }, TestName = "ATargetTypedNewIsOfferedMembers")]
    [TestCase("p is { Cou¦", new[] { "Count" }, TestName = "APropertyPatternIsOfferedProperties")]
    [TestCase("p is { ¦ }", new[] { "Count", "Inner", "X", "Y" }, TestName = "AnEmptyPropertyPatternIsOfferedProperties")]
    [TestCase("p is { Inner: { Cou¦ } }", new[] { "Count" }, TestName = "ANestedPatternIsOfferedProperties")]
    [TestCase("p is { Inner.¦ }", new[] { "Count", "Inner", "X", "Y" }, TestName = "ADottedPatternIsOfferedProperties")]
    [TestCase("var t = p switch { { Cou¦ } => 1 };", new[] { "Count" }, TestName = "APatternOfASwitchArmIsOfferedProperties")]
    [TestCase("Color.¦", new[] { "Blue", "Green", "Red" }, TestName = "AnEnumerationIsOfferedItsValuesOnly")]
    [TestCase("secr¦", new[] { "secret" }, TestName = "PrivateVariablesOfTheNotebookAreKnown")]
    [TestCase("unsafe { S s; S* q = &s; q->Tw¦ }", new[] { "Twice" }, TestName = "APointersMembersAreKnown")]
    [TestCase("(await task).In¦", new[] { "Inner" }, TestName = "AnAwaitedValuesMembersAreKnown")]
    [TestCase("maybe?.Compare¦", new[] { "CompareTo" }, TestName = "ANullablesValueHasMembersAfterAQuestionMark")]
    [TestCase("tuple.sec¦", new[] { "second" }, TestName = "TupleElementsAreKnown")]
    [TestCase("from word in words select word.Subs¦", new[] { "Substring" }, TestName = "QueryVariablesAreKnown")]
    [TestCase("words.Select(w => w.Subs¦)", new[] { "Substring" }, TestName = "LambdaParametersAreKnown")]
    [TestCase("[Obso¦] void F() { }", new[] { "Obsolete" }, TestName = "AttributesAreOfferedAsTheyAreWritten")]
    [TestCase("HalfOf(3, up¦)", new[] { "up:" }, TestName = "NamesOfParametersAreOffered")]
    [TestCase("global::¦", new[] { "MemMagics", "Microsoft", "System" }, TestName = "NamespacesOfTheImplementationAreNotOffered")]
    [TestCase("retu¦", new[] { "return" }, TestName = "ACellMayReturn")]
    [TestCase("p.Cou¦nt", new[] { "Count" }, TestName = "WhatStandsAfterTheCursorDoesNotCount")]
    [TestCase("var a = \np.Cou¦", new[] { "Count" }, TestName = "AnUnfinishedStatementBeforeDoesNoHarm")]
    [TestCase("$\"\"\"{p.Cou¦}\"\"\"", new[] { "Count" }, TestName = "RawStringsHolesAreCompleted")]
    [TestCase("@\"Conso¦\"", new string[0], TestName = "VerbatimStringsAreNotCompleted")]
    [TestCase("/* Conso¦ */", new string[0], TestName = "BlockCommentsAreNotCompleted")]
    [TestCase("#if NO\nConso¦\n#endif", new string[0], TestName = "DisabledCodeIsNotCompleted")]
    [TestCase("var wo¦", new string[0], TestName = "ANewVariablesNameIsNotAnOldOnes")]
    [TestCase("void F<T>(T a) where T : notn¦ { }", new[] { "notnull" }, TestName = "ConstraintsAreOffered")]
    [TestCase("int.TryParse(\"1\", out va¦", new[] { "var", "ValueTask", "ValueTuple", "ValueType" }, TestName = "AnOutArgumentMayBeDeclared")]
    public async Task Offers(string cell, string[] texts)
    {
        // act
        var offer = await _session.CompleteAsync(cell);

        // assert
        Assert.That(offer.Texts, Is.EqualTo(texts));
    }

    [TestCase("c == ¦", new[] { "Color", "Color.Red", "Color.Green", "Color.Blue", "c" }, TestName = "ValuesOfTheEnumerationComeFirstInAComparison")]
    [TestCase("switch (c) { case ¦ }", new[] { "Color", "Color.Red", "Color.Green", "Color.Blue", "c" }, TestName = "ValuesOfTheEnumerationComeFirstInACase")]
    [TestCase("var t = c switch { ¦ };", new[] { "Color", "Color.Red", "Color.Green", "Color.Blue", "c" }, TestName = "ValuesOfTheEnumerationComeFirstInASwitchArm")]
    [TestCase("List<string> l = new ¦", new[] { "List<string>" }, TestName = "TheTypeThatIsAssignedComesFirstAfterNew")]
    [TestCase("throw new ¦", new[] { "Exception" }, TestName = "ExceptionsComeFirstAfterThrowNew")]
    [TestCase("¦", new[] { "c", "d", "HalfOf", "list", "maybe", "o", "p", "secret", "task", "tuple", "twice", "words", "xs" }, TestName = "TheNotebooksOwnNamesComeFirst")]
    [TestCase("xs.¦", new[] { "Add", "AddRange", "AsReadOnly" }, TestName = "OwnMembersComeBeforeExtensionMethods")]
    [TestCase("async Tas¦", new[] { "Task" }, TestName = "AnAsyncFunctionsTypeIsCompleted")]
    public async Task OffersFirst(string cell, string[] texts)
    {
        var offer = await _session.CompleteAsync(cell);
        Assert.That(offer.Texts.Take(texts.Length), Is.EqualTo(texts));
    }

    [Test]
    public async Task NamesThatAreOfferedHaveTheirKind()
    {
        var offer = await _session.CompleteAsync("¦");
        Assert.Multiple(() =>
        {
            Assert.That(offer.KindOf("HalfOf"), Is.EqualTo("function"));
            Assert.That(offer.KindOf("Solver"), Is.EqualTo("class"));
            Assert.That(offer.KindOf("Color"), Is.EqualTo("enum"));
            Assert.That(offer.KindOf("IWalk"), Is.EqualTo("interface"));
            Assert.That(offer.KindOf("words"), Is.EqualTo("instance"));
            Assert.That(offer.KindOf("foreach"), Is.EqualTo("keyword"));
            Assert.That(offer.KindOf("System"), Is.EqualTo("module"));
        });
    }

    [TestCase("class T : Shape { override ¦", "public override double Area(int scale) => throw new NotImplementedException();", "class T : Shape { public override double Area(int scale) => throw new NotImplementedException();")]
    [TestCase("class T : Shape { override ¦ }", "protected override int Corners { get => base.Corners; set => base.Corners = value; }", "class T : Shape { protected override int Corners { get => base.Corners; set => base.Corners = value; } }")]
    [TestCase("class T {\n    public override To¦\n}", "public override string ToString() => base.ToString();", "class T {\n    public override string ToString() => base.ToString();\n}")]
    [TestCase("partial class T { partial void Do(int n); }\npartial class T { partial ¦ }", "partial void Do(int n) => throw new NotImplementedException();", "partial class T { partial void Do(int n); }\npartial class T { partial void Do(int n) => throw new NotImplementedException(); }")]
    [TestCase("class T : IWalk { void IWalk.¦ }", "Walk(int steps) => throw new NotImplementedException();", "class T : IWalk { void IWalk.Walk(int steps) => throw new NotImplementedException(); }")]
    public async Task AMemberThatMayBeWrittenIsWrittenWhole(string cell, string text, string chosen)
    {
        var offer = await _session.CompleteAsync(cell);
        Assert.That(offer.Choose(text), Is.EqualTo(chosen));
    }

    [Test]
    public async Task OnlyWhatCanBeOverriddenIsOffered()
    {
        var offer = await _session.CompleteAsync("class T : Shape { override ¦ }");
        Assert.That(offer.Texts.Select(text => text.Split('(', '{')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]),
            Is.EquivalentTo(new[] { "Area", "Corners", "Equals", "GetHashCode", "ToString" }));
    }

    [TestCase("var r = new Rege¦(\"a+\");", "System.Text.RegularExpressions.Regex", TestName = "ATypeThatIsNotImportedIsWrittenWithItsNamespace")]
    [TestCase("var q = new ConcurrentQu¦<int>();", "System.Collections.Concurrent.ConcurrentQueue", TestName = "AGenericTypeThatIsNotImportedIsWrittenWithItsNamespace")]
    [TestCase("var w = stopw¦.StartNew();", "System.Diagnostics.Stopwatch", TestName = "ATypeThatIsNotImportedIsFoundInLowerCaseWhereNothingElseFits")]
    public async Task WhatIsOfferedCompiles(string cell, string text)
    {
        var offer = await _session.CompleteAsync(cell);
        await _session.RunAsync(offer.Choose(text));
    }

    [TestCase("StringBuil¦", TestName = "AnImportedTypeIsOfferedShort")]
    [TestCase("using System.Text.RegularExpressions;\nRegex¦", TestName = "ATypeThatTheCellImportsIsOfferedShort")]
    public async Task NoNamespaceIsWrittenWhereNoneIsNeeded(string cell)
    {
        var offer = await _session.CompleteAsync(cell);
        Assert.That(offer.Texts, Does.Contain(cell.Split('\n')[^1] == "StringBuil¦" ? "StringBuilder" : "Regex"));
        Assert.That(offer.Texts.Where(text => text.EndsWith(".StringBuilder", StringComparison.Ordinal) || text.EndsWith(".Regex", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("o.In¦", "((P)o).Inner", TestName = "MembersOfAnObjectsValueComeWithACast")]
    [TestCase("list.Cap¦", "((List<P>)list).Capacity", TestName = "MembersOfAnInterfacesValueComeWithACast")]
    [TestCase("d.Inn¦", "Inner", TestName = "MembersOfADynamicsValueNeedNoCast")]
    public async Task ALiveValuesOwnMembersAreOffered(string cell, string text)
    {
        var offer = await _session.CompleteAsync(cell);
        Assert.That(offer.Texts, Is.EqualTo(new[] { text }));
        await _session.RunAsync($"_ = {offer.Choose(text)};");
    }

    [TestCase("o.¦", new[] { "((P)o).Count", "((P)o).Deconstruct", "((P)o).Inner", "((P)o).X", "((P)o).Y", "o.Equals", "o.GetHashCode", "o.GetType", "o.ToString", "o.Display", "o.FormatTo", "o.ToDisplayString" })]
    [TestCase("object o = 1;\no.¦", new[] { "Equals", "GetHashCode", "GetType", "ToString", "Display", "FormatTo", "ToDisplayString" }, TestName = "AVariableOfTheCellItselfHasNoValueYet")]
    public async Task MembersOfAnObject(string cell, string[] texts)
    {
        Assert.That((await _session.CompleteAsync(cell)).Texts, Is.EqualTo(texts));
    }
}
