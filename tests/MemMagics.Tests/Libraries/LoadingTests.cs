using System.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Tests.Libraries;

/// <summary>A woven library in the worker: with what refers to it, with its state, with its neighbours, whatever kind of image it is.</summary>
public sealed class LoadingTests : TestsInAFolder
{
    private const string Shapes = """
        namespace Shapes;

        public class Square
        {
            public static int Made;

            public Square(int side) => Side = side;

            public int Side { get; set; }

            public byte[] Draw()
            {
                return new byte[Side];
            }

            public static string Place => typeof(Square).Assembly.Location;
        }
        """;

    private const string Gallery = """
        using System.Collections.Generic;
        using Shapes;

        namespace Gallery;

        public sealed class Wall
        {
            public List<Square> Hung { get; } = new() { new Square(100), new Square(200) };

            public int DrawAll()
            {
                var sum = 0;
                foreach (var square in Hung)
                    sum += square.Draw().Length;

                return sum;
            }
        }
        """;

    [Test]
    public async Task AnotherLibraryCallsTheWovenOneWithObjectsOfTheSession()
    {
        var shapes = SampleLibrary.Compile(Folder, "Shapes", Shapes, SampleSymbols.EmbeddedSource, signed: true);
        var gallery = SampleLibrary.Compile(Folder, "Gallery", Gallery, SampleSymbols.None, references: shapes);
        await using var session = await ScriptSession.Start(
            $"#r \"{shapes}\"\n#r \"{gallery}\"", "var wall = new Gallery.Wall(); var first = wall.Hung[0]; first.Side = 300; System.Func<byte[]> draw = first.Draw;");

        var report = await session.Mprun("wall.DrawAll() + draw().Length + (object.ReferenceEquals(wall.Hung[0], first) ? 1 : 0)", "Shapes.Square.Draw", "wall.DrawAll");

        var (draw, all) = (report["Square.Draw"], report["Wall.DrawAll"]);
        Assert.That((draw.Total.Activations, draw.Total.Allocated, draw.Origin), Is.EqualTo((3L, 328L + 224 + 328, SourceOrigin.Symbols)));
        Assert.That((all.Total.Activations, all.Total.Allocated, all.Origin), Is.EqualTo((1L, 328L + 224, SourceOrigin.Decompiled)));
        Assert.That(session.State.GetVariable("first").Value.GetType().GetProperty("Side")!.GetValue(session.State.GetVariable("first").Value), Is.EqualTo(300));
    }

    [Test]
    public async Task WovenLibraryHasALocationWithItsNeighboursAndLeavesNothingBehind()
    {
        var shapes = SampleLibrary.Compile(Folder, "Shapes", Shapes, SampleSymbols.None);
        Folder.File("data.txt", "beside the library");
        await using var session = await ScriptSession.Start($"#r \"{shapes}\"", "using Shapes;");

        var report = await session.Mprun("new Square(1).Draw(); Console.Write(Square.Place + \"|\" + File.ReadAllText(Path.Combine(Path.GetDirectoryName(Square.Place), \"data.txt\")) + \"|\")", "Square.Draw");

        var printed = report.Printed.Split('|');
        Assert.That(report.Failure, Is.Null);
        Assert.That(Path.GetFileName(printed[0]), Is.EqualTo("Shapes.dll"));
        Assert.That(printed[0], Is.Not.EqualTo(shapes));
        Assert.That(printed[1], Is.EqualTo("beside the library"));
        Assert.That(Directory.Exists(Path.GetDirectoryName(printed[0])), Is.False);
        Assert.That(File.ReadAllText(Path.Combine(Folder.Path, "data.txt")), Is.EqualTo("beside the library"));
    }

    [Test]
    public async Task ReadyToRunImageIsWoven()
    {
        var shapes = Precompiled(SampleLibrary.Compile(Folder, "Shapes", Shapes, SampleSymbols.EmbeddedSource));
        await using var session = await ScriptSession.Start($"#r \"{shapes}\"", "using Shapes;");

        var report = await session.Mprun("new Square(100).Draw()", "Square.*");

        Assert.That(report.Failure, Is.Null);
        Assert.That((report["Square.Draw"].Total.Allocated, report["Square.Draw"].Origin), Is.EqualTo((128L, SourceOrigin.Symbols)));
    }

    [Test]
    public async Task TrimmedImageIsWoven()
    {
        var flow = SampleLibrary.Compile(Folder, "Flow", """
            using System.Threading.Tasks;
            public static class Flow
            {
                public static async Task<int> Later(int n)
                {
                    await Task.Yield();
                    return new byte[n].Length;
                }
            }
            """, SampleSymbols.None);
        using (var module = ModuleDefinition.ReadModule(flow, new ReaderParameters { InMemory = true }))
        {
            module.GetType("Flow").Methods.Single().CustomAttributes.Clear(); // AsyncStateMachineAttribute
            module.Write(flow);
        }

        await using var session = await ScriptSession.Start($"#r \"{flow}\"");

        var report = await session.Mprun("await Flow.Later(100)", "Flow.Later");

        var later = report["Flow.Later"];
        Assert.That(later.Total.Activations, Is.EqualTo(1));
        Assert.That(later.Lines.Single(line => line.Content.Contains("new byte[n]")).Allocated, Is.EqualTo(128));
        Assert.That(later.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(later.Total.Allocated));
    }

    [Test]
    public async Task MethodThatCannotBeWovenIsLeftAloneAndNamed()
    {
        var shapes = SampleLibrary.Compile(Folder, "Shapes", Shapes, SampleSymbols.None);
        using (var module = ModuleDefinition.ReadModule(shapes, new ReaderParameters { InMemory = true }))
        {
            var square = module.GetType("Shapes.Square");
            var jump = new MethodDefinition("Jump", Mono.Cecil.MethodAttributes.Public, square.Methods.Single(method => method.Name == "Draw").ReturnType);
            jump.Body.GetILProcessor().Emit(OpCodes.Jmp, square.Methods.Single(method => method.Name == "Draw"));
            square.Methods.Add(jump);
            module.Write(shapes);
        }

        await using var session = await ScriptSession.Start($"#r \"{shapes}\"", "using Shapes;");

        var report = await session.Mprun("new Square(100).Jump()", "Square.Jump", "Square.Draw");

        Assert.That(report.Failure, Is.Null);
        Assert.That(report["Square.Draw"].Total.Allocated, Is.EqualTo(128));
        Assert.That(report["Square.Jump"].Total.Activations, Is.Zero);
        Assert.That(report.Notes, Has.Member("Square.Jump was left without line probes, because it jumps into another method (jmp), which nothing can be put around."));
    }

    /// <summary>Compiles an image ahead of time, with the compiler that the worker is compiled with.</summary>
    private string Precompiled(string path)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var compilers = new DirectoryInfo(packages).EnumerateDirectories("microsoft.netcore.app.crossgen2.*")
            .SelectMany(package => package.EnumerateFiles("crossgen2*", SearchOption.AllDirectories))
            .Where(file => Path.GetFileNameWithoutExtension(file.Name) == "crossgen2" && file.Extension is "" or ".exe");
        if (compilers.FirstOrDefault() is not { } compiler)
        {
            Assert.Ignore("The package with the ahead-of-time compiler is not there.");
            return "";
        }

        var output = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder.Path, "precompiled")).FullName, Path.GetFileName(path));
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        using var process = Process.Start(new ProcessStartInfo(compiler.FullName, [path, "-o", output, "-r", Path.Combine(framework, "*.dll"), "-O"]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(File.Exists(output), Is.True, said);
        return output;
    }
}
