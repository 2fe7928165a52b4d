using MemMagics.Cli.Converting;
using MemMagics.Cli.Notebooks;

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

    [Test]
    public async Task ImportedNotebooksAndFilesAreCodeBeforeWhatStandsBelow()
    {
        var converted = await ConvertedNotebook.OfFileAsync(
            "#!csharp\n#!import setup.dib\nSquare(3)\n", ("setup.dib", "#!markdown\n# Tools\n#!csharp\n#!import \"more tools.csx\"\nint Square(int n) => n * One();\n"), ("more tools.csx", "int One() => 1;"));

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Is.EqualTo("// From setup.dib:\n\n// From more tools.csx:\n\nstatic int One() => 1;\n\nstatic int Square(int n) => n * One();\n\nConsole.WriteLine(Square(3));"));
            Assert.That(converted.Notes, Is.Empty);
        });
    }

    [TestCase("#!import nowhere.dib", "nowhere.dib'. It is a comment.", TestName = "An import of a notebook that is not there is a comment")]
    [TestCase("#!import nowhere.cs", "cell 1, line 1: #!import names 'nowhere.cs', which cannot be read: ", TestName = "An import of a file that is not there is a comment")]
    [TestCase("#!import n.dib", null, TestName = "A notebook that imports itself ends there")]
    public async Task AnImportThatCannotBeFollowedIsTold(string cell, string? note)
    {
        var converted = await ConvertedNotebook.OfAsync(cell, "1 + 1");

        Assert.That(string.Join('\n', converted.Notes), note is null ? Is.Empty : Does.Contain(note));
        Assert.That(converted.Code, Does.EndWith("Console.WriteLine(1 + 1);"));
    }

    [TestCase("#!set --name city --value \"New York\"\ncity.Length", "var city = \"New York\";\n\nConsole.WriteLine(city.Length);")]
    [TestCase("var a = 1;\n#!set --name b --value @csharp:a\nb", "var a = 1;\n\nvar b = a;\n\nConsole.WriteLine(b);")]
    [TestCase("#!value --name t --from-value x\n#!csharp\n#!share --from value t\nt.Length", "// #!value --name t --from-value x\n\nvar t = \"x\";\n\nConsole.WriteLine(t.Length);")]
    [TestCase("#!value --name t --from-file t.csv\n#!csharp\n#!share --from value t\nt.Length", "// #!value --name t --from-file t.csv\n\nvar t = File.ReadAllText(\"t.csv\");\n\nConsole.WriteLine(t.Length);")]
    public async Task VariablesThatDirectivesMakeAreVariables(string cell, string code)
    {
        var converted = await ConvertedNotebook.OfFileAsync($"#!csharp\n{cell}\n");

        Assert.That(converted.Code, Is.EqualTo(code));
        Assert.That(converted.Notes, Is.Empty);
    }

    [TestCase("#!value --name t --from-url http://localhost/\n#!csharp\n#!share --from value t\nt.Length", "#!value of cell 1 and #!share of cell 2")]
    [TestCase("#!import @input:\"Which file?\"\nt.Length", "#!import of cell 1")]
    public async Task ACellThatNeedsWhatIsKnownOnlyWhenTheNotebookRunsIsNotSaidToBeWrongThere(string cell, string lacks)
    {
        var converted = await ConvertedNotebook.OfFileAsync($"#!csharp\n{cell}\n");

        Assert.That(converted.Notes[^1], Does.Match($@"^cell \d does not compile here, and is a comment\. The file is without {lacks}, which the notebook has: .* CS0103"));
    }

    [Test]
    public async Task AProgramAsksAsTheNotebookDid()
    {
        var converted = await ConvertedNotebook.OfAsync("var name = input(\"Name? \");\nvar word = password();", "name + word");
        var shadowed = await ConvertedNotebook.OfAsync("var name = input(\"Name? \");", "var input = name; var NotebookInput = 1;");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Code, Does.StartWith("using static NotebookInput;\n\nvar name = input(\"Name? \");\nvar word = password();\n\nConsole.WriteLine(name + word);\n\n").And.Contain("static class NotebookInput"));
            Assert.That(shadowed.Code, Does.Contain("var name = NotebookInput.input(\"Name? \");\n\nvar input = name;\nvar NotebookInput2 = 1;"));
            Assert.That(converted.Shaped.HasErrors || shadowed.Shaped.HasErrors, Is.False);
            Assert.That(converted.Notes.Concat(shadowed.Notes), Is.Empty);
        });
    }

    [TestCase("for (var i = 0; i < 2; i++) { }", "var i = new { A = 1 };", "var i2 = new { A = 1 };", TestName = "A variable that a loop has, too, is given another name")]
    [TestCase("var x = 1;", "from x in new[] { 1 } select x", "var x2 = 1;", TestName = "A variable that a query has, too, is given another name")]
    [TestCase("var args = 1;", "args", "var args2 = 1;", TestName = "A variable that programs have already is given another name")]
    [TestCase("var display = 1; var NotebookDisplay = 2;", "new[] { display, NotebookDisplay }", "NotebookDisplay.display(new[] { display, NotebookDisplay2 });", TestName = "Names that show values are told from the notebook's own")]
    [TestCase("using Microsoft.DotNet.Interactive.Formatting; var rows = new[] { new { A = 1 } };", "rows.DisplayTable(); rows.Display(\"text/html\");", "rows.DisplayTable();\nrows.Display(\"text/html\");", TestName = "Tables are shown as text")]
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
    [TestCase("var n = 3; if (n > 2) return; Console.WriteLine(n);", "n", "if (n > 2) goto endOfCell1;\nConsole.WriteLine(n);\nendOfCell1: ;", TestName = "A return before the end of a cell goes there")]
    [TestCase("var n = 3; if (n > 2) return n; Console.WriteLine(n);", "n", "if (n > 2) { Console.WriteLine(n); goto endOfCell1; }", TestName = "A value that is returned before the end of a cell is shown")]
    [TestCase("object o = \"a\"; if (o is string s) Console.WriteLine(s);", "s", "Unsafe.SkipInit(out s);", TestName = "What a pattern declares keeps its value for later cells")]
    [TestCase("object o = 1; if (o is not string s) return; Console.WriteLine(s);", "s ?? \"no\"", "endOfCell1: ;\nSystem.Runtime.CompilerServices.Unsafe.SkipInit(out s);", TestName = "So it does where a return leaves it without one")]
    [TestCase("var far = Task.FromResult(4); int size = 5;", "await checked(far) + await (far)", "Console.WriteLine(await checked(far) + await ((far)));", TestName = "A keyword of the notebook's own stays where it awaits")]
    [TestCase("string none = null; string some = \"a\";", "none", "Console.WriteLine(none ?? \"null\");", TestName = "A text that may be null is shown as one")]
    [TestCase("string none = null;", "none = \"a\"", "Console.WriteLine((none = \"a\") ?? \"null\");", TestName = "A text that is assigned is shown")]
    [TestCase("var n = 1;", "\"a\" + n", "Console.WriteLine(\"a\" + n);", TestName = "A text that is never null is shown as it is")]
    [TestCase("var n = 1;", "n.ToString()", "Console.WriteLine(n.ToString());", TestName = "A text that a library promises is shown as it is")]
    [TestCase("var x = 1.5;", "x * 2", "using System.Globalization;\n\nvar x = 1.5;\n\nConsole.WriteLine(Convert.ToString(x * 2, CultureInfo.InvariantCulture));", TestName = "A number is shown with a point in every country")]
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

    [TestCase("#!memit list.Add(1)", "'list'", TestName = "A list that measured code uses may change in the file")]
    [TestCase("#!memit Fill()", "'list' and 'count'", TestName = "So may what functions use that measured code calls")]
    [TestCase("#!mprun Keep.Last = 3;", "'Keep'", TestName = "So may the static fields of a type")]
    [TestCase("#!memit -o cost new byte[count]", null, TestName = "What measured code only reads does not change")]
    [TestCase("#!memit var list = new List<int>(); list.Add(1);", null, TestName = "What measured code declares is its own")]
    [TestCase("#!memit --in-process list.Add(1)", null, TestName = "What is measured on the notebook itself changes there, too")]
    public async Task WhatMeasuredCodeChangesInTheFileOnlyIsSaid(string measured, string? changed)
    {
        var converted = await ConvertedNotebook.OfAsync("var list = new List<int>(); var count = 1;\nvoid Fill() { list.Add(count++); }\nclass Keep { public static int Last; }", measured, "list.Count");

        Assert.That(converted.Notes, Is.EqualTo(changed is null ? [] : new[] { $"cell 2, measured on copies in the notebook, works here on what the program has: what it changes of {changed} stays changed." }));
    }

    [TestCase("#!mprun -f=Solve -o=cost Solve(3)", "mprun -f Solve2 --call \"Solve2(3)\"")]
    [TestCase("#!mprun --function=Solve --output:cost --retained Solve(3)", "mprun -f Solve2 --retained --call \"Solve2(3)\"")]
    [TestCase("#!mprun -fSolve -q -T \"my report.md\" Solve(3)", "mprun -f Solve2 -T \"my report.md\" --call \"Solve2(3)\"")]
    [TestCase("#!memit -ocost -r5 -t 1:30 -cq --max-allocated 1.5MB --max-peak=0 --memory-limit 1G -- Solve(3)", "memit -r 5 -t 90s -c --max-allocated 1.5MB --max-peak 0 --memory-limit 1G --call \"Solve2(3)\"")]
    [TestCase("#!memit --where exact --warm --gc server --tiered --types --plot Solve(3)", "memit --warm --plot --types --where=exact --gc server --tiered --call \"Solve2(3)\"")]
    public async Task OptionsOfEveryFormAreThoseOfACommand(string magic, string command)
    {
        var converted = await ConvertedNotebook.OfAsync("static int Solve(int n) => n;", "static int Solve(int n) => new byte[n].Length;", magic);

        Assert.That(converted.Shaped.Commands, Is.EqualTo(new[] { $"memmagics {command} app.cs" }));
    }

    [Test]
    public async Task NamesOfFilesAddNoCodeAndAreReadByMSBuildAsTheyAre()
    {
        using var folder = new TemporaryFolder();
        var parts = NotebookParts.Of(NotebookFile.Open(folder.File("n.dib", "#!csharp\n1\n")));
        var binding = await NotebookBinding.OfAsync(parts, folder.Path, [], CancellationToken.None);

        var head = FileHead.Text(parts, binding, ["/a/R&D 100%/x;\n.dll"], "n\nFile.Delete(\"x\");.dib", "/a");

        Assert.Multiple(() =>
        {
            Assert.That(head.Split('\n'), Has.All.Matches<string>(line => line.Length == 0 || line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal)));
            Assert.That(head, Does.Contain("<Reference Include=\"$(MSBuildThisFileDirectory)R&amp;D 100%25/x%3B%0A.dll\" />"));
        });
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
        var converted = await ConvertedNotebook.OfAsync("object o = \"a\";\nif (o is string s) { }", "int Size(int a) => a + s.Length; int Size(string a) => a.Length;");

        Assert.Multiple(() =>
        {
            Assert.That(converted.Shaped.HasErrors);
            Assert.That(converted.Notes.Single(), Does.Match(@"^app\.cs, line \d+ \(cell 2, line 1\) does not compile: CS8801: .*'s'.*\. Change it there by hand\.$"));
        });
    }
}
