namespace MemMagics.Tests.Converting;

public class ConvertCommandTests : TestsInAFolder
{
    [Test]
    public async Task TheFileIsNamedAfterTheNotebookAndWhatComesNextIsSaid()
    {
        Folder.File("small.dib", "#!csharp\nstatic int Solve(int n) => new byte[n].Length;\n#!csharp\n#!mprun -f Solve Solve(3)\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "small.dib");

        Assert.Multiple(() =>
        {
            Assert.That(run, Is.EqualTo(new ToolRun(0, "small.dib is now small.cs.\n\nNext:\n  dotnet run small.cs\n  memmagics mprun -f Solve --call \"Solve(3)\" small.cs\n", "")));
            Assert.That(File.ReadAllText(Path.Combine(Folder.Path, "small.cs")), Does.Contain("_ = Solve(3);"));
        });
    }

    [Test]
    public async Task WordsForAShellAreQuotedWhereTheyHaveSpaces()
    {
        Folder.File("My Notebook.dib", "#!csharp\nvar size = 3;\n#!csharp\n#!mprun new byte[size]\n#!csharp\n#!memit new byte[4]\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "My Notebook.dib");

        Assert.That(run, Is.EqualTo(new ToolRun(
            0, "My Notebook.dib is now My Notebook.cs.\n\nNext:\n  dotnet run \"My Notebook.cs\"\n  memmagics mprun \"My Notebook.cs\"\n  memmagics memit --call \"new byte[4]\" \"My Notebook.cs\"\n", "")));
    }

    [Test]
    public async Task ALoadWithoutANameIsSaid()
    {
        Folder.File("n.dib", "#!csharp\n#load \"\"\n1 + 1\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "app.cs");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(run.Output, Does.Contain("  cell 1: #load names no file: write #load \"script.csx\". It is a comment.\n"));
        });
    }

    [Test]
    public async Task AFileThatIsThereIsReplacedOnlyByForce()
    {
        Folder.File("n.dib", "#!csharp\n1 + 1\n");
        var file = Folder.File("app.cs", "mine");

        var refused = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "app.cs");
        var kept = File.ReadAllText(file);
        var forced = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "app.cs", "--force");

        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.EqualTo(new ToolRun(2, "", "memmagics: 'app.cs' is there already. Name another file, or replace it with --force.\n")));
            Assert.That((kept, forced.ExitCode), Is.EqualTo(("mine", 0)));
            Assert.That(File.ReadAllText(file), Does.EndWith("Console.WriteLine(1 + 1);\n"));
        });
    }

    [Test]
    public async Task ALoadedScriptBecomesPartOfTheFileAndPathsAreTheFiles()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "scripts"));
        Folder.File("scripts/outer.csx", "#load \"inner.csx\"\nstatic int Outer() => Inner() + 1;\n");
        Folder.File("scripts/inner.csx", "static int Inner() => 41;\n");
        Folder.File("n.dib", "#!csharp\n#load \"scripts/outer.csx\"\nOuter()\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "-");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(run.Output, Does.EndWith("static int Inner() => 41;\n\nstatic int Outer() => Inner() + 1;\n\nConsole.WriteLine(Outer());\n"));
        });
    }

    [Test]
    public async Task ACellThatReadsAResultOfAnotherIsACommentAndTheNoteSaysWhy()
    {
        Folder.File("n.dib", "#!csharp\n1 + 1\n#!csharp\nOut[1] * 2\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "-");

        Assert.That(run.Output, Does.Contain("// Out[1] * 2"));
        Assert.That(run.Errors, Does.Contain("The file is without the results of earlier cells (Out, _), which the notebook has"));
    }

    [Test]
    public async Task OfACellThatBeginsInAnotherLanguageTheCSharpIsConverted()
    {
        Folder.File("n.ipynb", """{"nbformat":4,"metadata":{},"cells":[{"cell_type":"code","metadata":{"dotnet_interactive":{"language":"html"}},"source":"<b>a</b>\n#!csharp\nvar x = 2;\nx + 1"}]}""");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.ipynb", "-");

        Assert.That(run.Output, Does.Contain("<b>a</b>\n").And.EndWith("var x = 2;\nConsole.WriteLine(x + 1);\n"), run.Errors);
    }

    [Test]
    public async Task AnAssemblyIsLeftToTheReaderWithTheLinesThatReferToIt()
    {
        var assembly = typeof(Newtonsoft.Json.JsonConvert).Assembly.Location;
        Folder.File("n.dib", $"#!csharp\n#r \"{assembly}\"\nNewtonsoft.Json.JsonConvert.SerializeObject(1)\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "convert", "n.dib", "app.cs");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
            Assert.That(run.Output, Does.Contain("For Newtonsoft.Json.dll, write a Directory.Build.targets beside app.cs with: <Project><ItemGroup><Reference Include=\"$(MSBuildThisFileDirectory)"));
        });
    }

    [TestCase("convert", "none.dib", "app.cs", "There is no notebook 'none.dib'.")]
    [TestCase("convert", "n.dib", "app.txt", "The file is C#: 'app.txt' should end in .cs.\nmemmagics: Try 'memmagics convert --help'.")]
    [TestCase("convert", "n.txt", "app.cs", "'n.txt' is no notebook: its name should end in .dib or .ipynb.")]
    [TestCase("convert", "package.dib", "app.cs", "'1.0.0.0.0.0' names no package. Write #r \"nuget: NAME, VERSION\", for example #r \"nuget: MathNet.Numerics, 5.0.0\".")]
    public async Task WhatCannotBeConvertedIsAnsweredWithASentence(string command, string notebook, string file, string sentence)
    {
        Folder.File("n.dib", "#!csharp\n1\n");
        Folder.File("n.txt", "1\n");
        Folder.File("package.dib", "#!csharp\n#r \"nuget: 1.0.0.0.0.0\"\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, command, notebook, file);

        if (notebook == "package.dib")
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, "")), run.Errors);
        else
            Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"memmagics: {sentence}\n")));
    }
}
