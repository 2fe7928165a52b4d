using MemMagics.Cli.Embedding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Tests.Cli;

/// <summary>A library that a cell refers to by its file finds what lies beside it, in cells and in measured code alike.</summary>
[NonParallelizable]
public sealed class LibraryFolderTests
{
    private const string Uses =
        """
        using System.Reflection;
        public static class Uses
        {
            public static object Direct() => Make();
            static object Make() => new Needed();
            public static string ByName() => Assembly.Load("Beside").GetType("Needed") == Direct().GetType() ? "same" : "other";
            public static string ByType() => System.Type.GetType("Needed, Beside") == Direct().GetType() ? "same" : "other";
            public static string All() => $"{Direct()} {ByName()} {ByType()}";
        }
        public class Holder { public int N = 3; public object Field; public void Take(Needed needed) { } public override int GetHashCode() => N; }
        """;

    private TemporaryFolder _folder = null!;

    /// <summary>A folder with a library and another that it was compiled against in a lower version.</summary>
    [SetUp]
    public void CompileLibraries()
    {
        _folder = new TemporaryFolder();
        using var lower = Compile("Beside", "[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")] public class Needed { }", []);
        using var higher = Compile("Beside", "[assembly: System.Reflection.AssemblyVersion(\"2.0.0.0\")] public class Needed { public override string ToString() => \"two\"; }", []);
        using var library = Compile("Library", Uses, [MetadataReference.CreateFromStream(lower)]);
        File.WriteAllBytes(Path.Combine(_folder.Path, "Beside.dll"), higher.ToArray());
        File.WriteAllBytes(Path.Combine(_folder.Path, "Library.dll"), library.ToArray());
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("Uses.All()")]
    [TestCase("Uses.ByName()")]
    [TestCase("Uses.ByType()")]
    [TestCase("System.Reflection.Assembly.Load(\"Beside\").GetName().Version")]
    [TestCase("Type.GetType(\"Needed, Beside\")")]
    public async Task ItIsFoundInTheCellAndInTheWorker(string code)
    {
        var ran = await RunAsync("#r \"Library.dll\"", code, $"#!memit -r 1 --cold Console.Write({code});", $"#!memit -r 1 --replay Console.Write({code});", $"string F() => $\"{{{code}}}\";", "#!mprun --cold -f F Console.Write(F());");

        // THEN measured code prints what the cell shows
        var shown = ran[1].Text.TrimEnd('\n');
        Assert.That(shown, Is.Not.Empty);
        foreach (var measured in (RanCell[])[ran[2], ran[3], ran[5]])
            Assert.That(measured.Result.Reports.Single().Printed, Is.EqualTo(shown));
    }

    [Test]
    public async Task ItIsFoundWhenTheLibraryItselfIsProfiled()
    {
        var ran = await RunAsync("#r \"Library.dll\"", "#!mprun --cold -f Uses.All Console.Write(Uses.All());");

        Assert.That(ran[1].Result.Reports.Single().Printed, Is.EqualTo("two same same"));
    }

    [Test]
    public async Task ItsObjectsTravel()
    {
        var ran = await RunAsync("#r \"Library.dll\"\nvar list = new List<object> { Uses.Direct(), new Holder() };", "#!memit -r 1 Console.Write($\"{list[0]}{list[0].GetType() == Uses.Direct().GetType()};\");");

        Assert.That(ran[1].Result.Reports.Single().Printed, Is.EqualTo("twoTrue;twoTrue;"));
    }

    [Test]
    public async Task AnObjectOfAClassThatNeedsWhatIsMissingIsASentence()
    {
        File.Delete(Path.Combine(_folder.Path, "Beside.dll"));

        var ran = await RunAsync("#r \"Library.dll\"\nvar holder = new Holder();", "#!memit -r 1 holder.N");

        // It may travel or not, but MemMagics itself does not fail.
        var error = ran[1].Result.Error;
        Assert.That(error?.Text ?? "holder : Holder cannot leave this process: it is of a class that needs what cannot be loaded here", Does.StartWith("holder : Holder cannot leave this process: it is of a class that needs what cannot be loaded here"));
    }

    [Test]
    public async Task AnAssemblyOfASharedFrameworkThatTheToolDoesNotRunOnIsFoundWithWhatItNeeds()
    {
        var framework = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)!)!)!, "Microsoft.AspNetCore.App", $"{Environment.Version}");
        Assume.That(framework, Does.Exist);
        string[] names = ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Http.Features"];

        var ran = await RunAsync(
            string.Join('\n', names.Select(name => $"#r \"{Path.Combine(framework, name)}.dll\"")),
            "string Path() { var context = new Microsoft.AspNetCore.Http.DefaultHttpContext(); context.Request.Path = \"/x\"; return context.Request.Path; }",
            "#!memit -r 1 --cold Console.Write(Path());");

        Assert.That(ran[2].Result.Reports.Single().Printed, Is.EqualTo("/x"));
    }

    private static MemoryStream Compile(string name, string source, MetadataReference[] references)
    {
        var image = new MemoryStream();
        var framework = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.*.dll").Where(static path => !path.Contains("Native", StringComparison.Ordinal));
        var result = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], [.. framework.Select(static path => MetadataReference.CreateFromFile(path)), .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release)).Emit(image);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return image;
    }

    private async Task<List<RanCell>> RunAsync(params string[] cells)
    {
        await using var session = new EmbeddedSession(_folder.Path);
        var ran = new List<RanCell>();
        foreach (var cell in cells)
        {
            var output = new OutputRecord();
            ran.Add(new RanCell(await session.RunCellAsync(new CellSource($"cell {ran.Count + 1}", cell), output), output));
        }

        Assert.That(ran.SkipLast(1).Select(static cell => cell.Result.Error?.Text), Is.All.Null);
        return ran;
    }
}
