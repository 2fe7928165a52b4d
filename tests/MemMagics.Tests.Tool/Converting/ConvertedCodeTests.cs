namespace MemMagics.Tests.Converting;

public class ConvertedCodeTests
{
    [Test]
    public async Task CellsBecomeStatementsAndTypesComeLast()
    {
        var converted = await ConvertedNotebook.OfAsync("class A { public int X = 3; }\nvar a = new A();", "a.X + 1");

        Assert.That(converted.Code, Is.EqualTo("var a = new A();\n\nConsole.WriteLine(a.X + 1);\n\nclass A { public int X = 3; }"));
    }

    [Test]
    public async Task ProseAndOtherLanguagesBecomeComments()
    {
        var converted = await ConvertedNotebook.OfFileAsync("#!markdown\n\n# Title */\n\ntext\u2028more\n\n#!fsharp\n\nlet x = 1\n\n#!csharp\n\n1 + 1\n");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Is.EqualTo("// # Title */\n//\n// text\n// more\n\n// #!fsharp\n// let x = 1\n\nConsole.WriteLine(1 + 1);"));
            Assert.That(converted.Notes, Is.EqualTo(new[] { "cell 2 is fsharp, which a C# file cannot hold: it is a comment." }));
        });
    }

    [Test]
    public async Task PackagesOfEveryFormBecomeDirectivesAndTextThatLooksLikeOneStays()
    {
        var converted = await ConvertedNotebook.OfAsync("#r \"nuget: A.B, 1.2.3\"\n#r \"nuget:C\"\n#r \"nuget: D, [1.0, 2.0)\"\n#r \"nuget: MemMagics\"\n#i \"nuget: /packages\"\n#r \"lib/My Lib.csproj\"\nvar text = @\"\n#r \"\"nuget: E\"\"\n\";");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Shaped.Text, Does.StartWith("#!/usr/bin/env dotnet\n#:package A.B@1.2.3\n#:package C@*\n#:package D@[1.0,2.0)\n#:project lib/My Lib.csproj\n#:property RestoreAdditionalProjectSources=/packages\n"));
            Assert.That(converted.Code, Is.EqualTo("var text = @\"\n#r \"\"nuget: E\"\"\n\";"));
        });
    }

    [Test]
    public async Task UsingsMoveToTheTopAndOnlyThoseThatAFileLacksAreAdded()
    {
        var converted = await ConvertedNotebook.OfAsync("// why\nusing System.Numerics;\nusing System.Linq;\nvar text = new StringBuilder();", "using System.Numerics;\nBigInteger.One.IsOne");

        Assert.That(converted.Code, Is.EqualTo("using System.Text;\nusing System.Numerics;\n\n// why\nvar text = new StringBuilder();\n\nConsole.WriteLine(BigInteger.One.IsOne ? \"true\" : \"false\");"));
    }

    [Test]
    public async Task ANameThatIsDeclaredAgainIsAnotherOneFromThereOn()
    {
        var converted = await ConvertedNotebook.OfAsync(
            "var count = 1;\nint Next(int x) => x + 1;\nclass P { }", "Next(count)", "var count = \"text\";\nint Next(int x) => x + 2;\nclass P { public P() { } }", "$\"{count} {Next(1)} {nameof(count)} {new { count }} {new P()}\"");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Does.Contain("Console.WriteLine(Next(count));\n\nvar count2 = \"text\";\nstatic int Next2(int x) => x + 2;\n\nConsole.WriteLine($\"{count2} {Next2(1)} {\"count\"} {new { count = count2 }} {new P2()}\");"));
            Assert.That(converted.Code, Does.EndWith("class P { }\n\nclass P2 { public P2() { } }"));
            Assert.That(converted.Shaped.HasErrors, Is.False);
        });
    }

    [TestCase("for (var i = 0; i < 2; i++) { }", "var i = new { A = 1 };", "var i2 = new { A = 1 };", TestName = "A variable that a loop has, too, is given another name")]
    [TestCase("var x = 1;", "from x in new[] { 1 } select x", "var x2 = 1;", TestName = "A variable that a query has, too, is given another name")]
    [TestCase("var args = 1;", "args", "var args2 = 1;", TestName = "A variable that programs have already is given another name")]
    [TestCase("var display = 1; var NotebookDisplay = 2;", "new[] { display, NotebookDisplay }", "NotebookDisplay.display(new[] { display, NotebookDisplay2 });", TestName = "Names that show values are told from the notebook's own")]
    [TestCase("class Program { }", "new Program()", "class Program2 { }", TestName = "A type that programs have already is given another name")]
    [TestCase("int total;", "total += 2", "int total = default;", TestName = "A variable without a value begins with the default one")]
    [TestCase("static readonly int size = 3;", "size", "int size = 3;", TestName = "A field becomes a variable")]
    [TestCase("var step = 2;", "static int Add(int a) => a; int Step(int a) => Add(a) + step; Step(1)", "int Step(int a) => Add(a) + step;", TestName = "A function that uses a variable is not static")]
    [TestCase("static int seen; static void See() { seen++; }", "See();", "\nvoid See() { seen++; }", TestName = "A static function that uses a variable is static no more")]
    [TestCase("public static int Add(int a) => a;", "Add(1)", "static int Add(int a) => a;", TestName = "A function that uses none is static")]
    [TestCase("int Double(int a) => a * 2; int Double(string a) => a.Length * 2;", "Double(\"a\")", "    internal static int Double(int a) => a * 2;\n\n    internal static int Double(string a)", TestName = "Overloads become static members")]
    [TestCase("static int Double(this int a) => a * 2;", "1.Double()", "    internal static int Double(this int a) => a * 2;", TestName = "Extension methods become static members")]
    [TestCase("static int made; class A { public A() { made++; } }", "new A(); made", "    internal static int made;", TestName = "A variable that a type uses becomes a static member")]
    [TestCase("Func<int, int> fact = n => n < 2 ? 1 : n * fact(n - 1);", "fact(3)", "\nfact = n => n < 2 ? 1 : n * fact(n - 1);", TestName = "A lambda that calls itself becomes a static member")]
    [TestCase("int Twice() => half * 2; int half = 4;", "Twice()", "    internal static int half;", TestName = "A variable below the function that uses it becomes a static member")]
    [TestCase("if (int.TryParse(\"12\", out var number)) { }", "number", "if (int.TryParse(\"12\", out var number)) { }", TestName = "A variable that a condition declares is there after it")]
    [TestCase("var w = new StringWriter();", "using var v = w; v.Write(1);", "using (v) { } // the end of cell 2", TestName = "A using declaration ends with its cell")]
    [TestCase("var odd = Task.FromResult(true);", "await (odd)", "Console.WriteLine(await ((odd)) ? \"true\" : \"false\");", TestName = "An await in front of parentheses is an await")]
    [TestCase("#define FAST\n#if FAST\nvar fast = 1;\n#else\nvar slow = 1;\n#endif", "fast", "var fast = 1;", TestName = "Conditions are followed")]
    [TestCase("var done = 1;", "return done;", "Console.WriteLine(done);", TestName = "A return that ends a cell does not end the program")]
    [TestCase("unsafe { int x = 1; int* p = &x; Console.Write(*p); }", "1", "unsafe { int x", TestName = "Unsafe code is allowed")]
    public async Task CodeIsGivenTheSimplestFormThatCompiles(string cell, string next, string expected)
    {
        var converted = await ConvertedNotebook.OfAsync(cell, next);

        Assert.Multiple(() =>
        {
            Assert.That($"\n{converted.Code}", Does.Contain(expected));
            Assert.That(converted.Shaped.HasErrors, Is.False, string.Join('\n', converted.Notes));
        });
    }

    [Test]
    public async Task MeasuredCodeRunsPlainlyBesideTheCommandThatMeasuresItNow()
    {
        var converted = await ConvertedNotebook.OfAsync(
            "var list = new List<int>();\nstatic int Solve(int n) => new byte[n].Length;", "#!memit -r 5 --types Solve(3)", "#!mprun -f Solve -o table Solve(list.Count)", "#!memit\nvar copy = list.ToList();\ncopy.Add(1);", "#!memit list.ToArray()");

        Assert.That(converted.Code, Does.EndWith(
            """
            // #!memit -r 5 --types: memmagics memit -r 5 --types --call "Solve(3)" app.cs
            _ = Solve(3);

            // #!mprun -f Solve -o table: memmagics mprun -f Solve app.cs
            _ = Solve(list.Count);

            // #!memit: the line below, in the table of: memmagics mprun app.cs
            {
                var copy = list.ToList();
                copy.Add(1);
            }

            // #!memit: the line below, in the table of: memmagics mprun app.cs
            _ = list.ToArray();
            """));
    }

    [Test]
    public async Task WhatNeedsAReportIsACommentAndSoIsWhatNeedsThat()
    {
        var converted = await ConvertedNotebook.OfAsync("#!memit -o cost new byte[100]", "var most = cost.Worst.Allocated;\nvar other = 1;", "most + 1", "other");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Does.EndWith(
                "// Not in a file: the report 'cost' of cell 1 is there in notebooks only.\n// var most = cost.Worst.Allocated;\nvar other = 1;\n\n"
                + "// Not in a file: the report 'cost' of cell 1 is there in notebooks only.\n// most + 1\n\nConsole.WriteLine(other);"));
            Assert.That(converted.Notes, Is.EqualTo(new[]
            {
                "cell 2, line 1 is a comment: the report 'cost' of cell 1 is there in notebooks only.",
                "cell 3, line 1 is a comment: the report 'cost' of cell 1 is there in notebooks only.",
            }));
            Assert.That(converted.Shaped.HasErrors, Is.False);
        });
    }

    [Test]
    public async Task ACellThatDoesNotCompileIsACommentWithTheCompilersWords()
    {
        var converted = await ConvertedNotebook.OfAsync("var broken = ;", "1");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Is.EqualTo("// var broken = ;\n\nConsole.WriteLine(1);"));
            Assert.That(converted.Notes.Single(), Does.StartWith("cell 1 does not compile in the notebook either, and is a comment: cell 1(1,14): error CS1525"));
        });
    }

    [Test]
    public async Task WhatNoFormCompilesIsNamedWithItsPlaceInBoth()
    {
        var converted = await ConvertedNotebook.OfAsync("object o = \"a\";\nif (o is string s) { }", "s.Length");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Shaped.HasErrors);
            Assert.That(converted.Notes.Single(), Does.Match(@"^app\.cs, line \d+ \(cell 2, line 1\) does not compile: CS0165: .*'s'\. Change it there by hand\.$"));
        });
    }
}
