using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>What measured code sees of the _notebook.</summary>
[NonParallelizable]
public class SessionTests
{
    private InteractiveNotebook _notebook = null!;

    [SetUp]
    public async Task StartNotebook() => _notebook = await InteractiveNotebook.StartAsync();

    [TearDown]
    public void EndNotebook() => _notebook.Dispose();

    [Test]
    public async Task AMeasurementCanBeTheFirstThingInANotebook()
    {
        Assert.That((await _notebook.RunAsync("#!memit new int[10].Sum()")).Text, Does.Contain("(allocated 64 B"));
    }

    [Test]
    public async Task VariablesFunctionsAndTypesOfEarlierCellsAreThere()
    {
        await _notebook.RunAsync("record Point(int X, int Y);\nvar points = new List<Point> { new(1, 2), new(3, 4) };");
        await _notebook.RunAsync("Point[] Mirrored() => points.Select(p => new Point(p.Y, p.X)).ToArray();");

        var ran = await _notebook.RunAsync("#!mprun -f Mirrored Mirrored()");

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(ran.Text, Does.Contain("Mirrored (cell 3): line 1 allocates 100 %"));
        Assert.That((await _notebook.RunAsync("points.Count")).Text, Does.Contain('2'));
    }

    [Test]
    public async Task AnIteratorGoesOnFromWhereItIsAndTheReportSaysThatItsCellRunsInDebug()
    {
        await _notebook.RunAsync("IEnumerable<int> Squares(int n) { for (var i = 0; i < n; i++) { var square = i * i; yield return square; } }");
        await _notebook.RunAsync("var begun = Squares(9).GetEnumerator(); begun.MoveNext(); begun.MoveNext(); var fresh = Squares(9);");

        var goesOn = await _notebook.RunAsync("#!memit -r 1 --cold { begun.MoveNext(); Console.WriteLine(begun.Current); }");
        var begins = await _notebook.RunAsync("#!memit -r 1 --cold Console.WriteLine(fresh.Sum())");

        Assert.That(goesOn.Text, Does.Contain("printed:\n  4\n")
            .And.Contain("cell 2 runs as the notebook compiled it (Debug): the iterator begun is half-way through.").And.Contain("(cell 2: Debug)"));
        Assert.That(begins.Text, Does.Contain("printed:\n  204\n").And.Not.Contain("Debug"));
        Assert.That((await _notebook.RunAsync("begun.Current")).Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task ReplayGoesOnAfterACellThatFailedAsTheNotebookDid()
    {
        await _notebook.RunAsync("var length = 100;\nthrow new InvalidOperationException(\"halfway\");");
        await _notebook.RunAsync("length += 28;");

        var ran = await _notebook.RunAsync("#!memit --replay -r 1 new byte[length]");

        Assert.That(ran.Text, Does.Contain("(allocated 152 B"));
    }

    [Test]
    public async Task ASharedValueIsThere()
    {
        await _notebook.RunAsync("#!value --name shared\nabc");

        var ran = await _notebook.RunAsync("#!share --from value shared\n#!memit shared.ToCharArray()");

        Assert.That(ran.Text, Does.Contain("(allocated 32 B"));
    }

    [Test]
    public async Task NativeLibrariesOfPackagesAreFound()
    {
        // GIVEN a package folder, in the PATH as the host's package manager puts it there, with a native library of the runtime under another name
        using var folder = new TemporaryFolder();
        const string Library = "System.IO.Compression.Native";
        var file = HostPlatform.Names.NativeLibrary(Library).First(name => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name)));
        var natives = Directory.CreateDirectory(Path.Combine(folder.Path, "runtimes", RuntimeInformation.RuntimeIdentifier, "native")).FullName;
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), file), Path.Combine(natives, file.Replace(Library, "mmnative")));
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{path}{Path.PathSeparator}{folder.Path}{Path.DirectorySeparatorChar}");
        try
        {
            // WHEN
            await _notebook.RunAsync($"static class Native {{ {NativeFunctions.Of("mmnative", "uint CompressionNative_Crc32(uint before, nint bytes, int count)")} }}");
            var ran = await _notebook.RunAsync("#!memit Native.CompressionNative_Crc32(0, 0, 0)");

            // THEN
            Assert.That(ran.Text, Does.Contain("(allocated 0 B"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [TestCase("display(new[] { 1, 2 })", "[ 1, 2 ]")]
    [TestCase("new[] { 1, 2 }.Display()", "[ 1, 2 ]")]
    [TestCase("\"text\".Display()", "text")]
    [TestCase("new[] { new { Name = \"Ulm\", People = 128928 } }.DisplayTable()", "Name,People\n  Ulm,128928")]
    [TestCase("new[] { 1, 2 }.Display(\"text/html\")", "[ 1, 2 ]")]
    [TestCase("display(HTML(\"<b>bold</b>\"), \"text/html\")", "bold")]
    [TestCase("Console.WriteLine(\"printed\")", "printed")]
    public async Task WhatMeasuredCodeDisplaysIsTextUnderTheReport(string code, string shown)
    {
        var ran = await _notebook.RunAsync($"#!memit -r 1 {code}");

        Assert.That(ran.Outputs, Has.Count.EqualTo(1));
        Assert.That(ran.Text, Does.Contain($"printed:\n  {shown}\n"));
        Assert.That(InteractiveCell.Form(ran.Outputs[0], "text/html"), Does.Contain($"<pre>{shown.Replace("\n  ", "\n")}\n"));
    }

    [Test]
    public async Task InTheNotebooksOwnProcessDisplaysAreTheNotebooksOwn()
    {
        var ran = await _notebook.RunAsync("#!memit --in-process display(\"shown\")");

        Assert.That(ran.Text, Does.Contain("shown"));
        Assert.That(ran.Text, Does.Not.Contain("printed:"));
    }
}
