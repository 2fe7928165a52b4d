using MemMagics.Reports;
using MemMagics.Tests.Libraries;

namespace MemMagics.Tests.Origins;

/// <summary>Code of libraries has lines as far as symbols lead to them; without symbols it has a readable name.</summary>
public sealed class LibraryFramesTests : TestsInAFolder
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        namespace Sample.Deep;

        public static class Solver
        {
            public static int Solve(int n)
            {
                return Enumerable.Range(0, n).Select(i => new byte[11111]).Count();
            }

            public static async Task<byte[]> Later()
            {
                await Task.Yield();
                return new byte[22222];
            }

            public class Box<T>
            {
                public IEnumerable<byte[]> Rows()
                {
                    byte[] Row() => new byte[33333];
                    yield return Row();
                }
            }
        }
        """;

    [TestCase("Beside")]
    [TestCase("Embedded")]
    public async Task ALibraryWithItsSourceOnThisMachineIsTheUsersOwn(string symbols)
    {
        using var session = await CompiledSession.With(Compile(symbols));

        Assert.That(session.FrameMaking(11111), Is.EqualTo("Solver.Solve.lambda, line 11 | sample.cs:11 | return Enumerable.Range(0, n).Select(i => new byte[11111]).Count();"));
        Assert.That(session.FrameMaking(22222), Is.EqualTo("Solver.Later | sample.cs:17 | return new byte[22222];"));
        Assert.That(session.FrameMaking(33333), Is.EqualTo("Solver.Box.Rows.Row | sample.cs:24 | byte[] Row() => new byte[33333];"));
        var frame = session.Frames.Of(session.Making(11111))!;
        Assert.That((frame.Kind, frame.IsOwn, frame.Function), Is.EqualTo((CodeKind.Library, true, "Solver.Solve")));
    }

    [Test]
    public async Task SourceThatIsEmbeddedInAPackageHasLinesButIsNotTheUsers()
    {
        using var session = await CompiledSession.With(Compile("EmbeddedSource"));

        Assert.That(session.FrameMaking(22222), Is.EqualTo("Solver.Later | sample.cs:17 | return new byte[22222];"));
        Assert.That(session.Frames.Of(session.Making(22222))!.IsOwn, Is.False);
    }

    [TestCase("WithoutSource")]
    [TestCase("ChangedSource")]
    public async Task SymbolsAloneGiveTheLine(string symbols)
    {
        using var session = await CompiledSession.With(Compile(symbols));

        Assert.That(session.FrameMaking(11111), Is.EqualTo("Solver.Solve.lambda | sample.cs:11 | "));
        Assert.That(session.FrameMaking(22222), Is.EqualTo("Solver.Later | sample.cs:17 | "));
        Assert.That(session.Frames.Of(session.Making(22222))!.IsOwn, Is.False);
    }

    [TestCase("None")]
    [TestCase("OfAnotherBuild")]
    public async Task WithoutSymbolsThereAreReadableNames(string symbols)
    {
        using var session = await CompiledSession.With(Compile(symbols));

        Assert.That(session.FrameMaking(11111), Is.EqualTo("Solver.Solve.lambda | : | "));
        Assert.That(session.FrameMaking(22222), Is.EqualTo("Solver.Later | : | "));
        Assert.That(session.FrameMaking(33333), Does.StartWith("Solver.Box").And.EndsWith(".Rows.Row | : | "));
    }

    [Test]
    public async Task AFileThatIsGoneLeavesTheNames()
    {
        using var session = await CompiledSession.With(Compile("Beside"));
        var place = session.Making(22222);

        var frame = session.Frames.Of(place with { Method = place.Method with { Path = Path.Combine(Folder.Path, "gone.dll") } });

        Assert.That(CompiledSession.Shown(frame), Is.EqualTo("Solver.Later | : | "));
    }

    private string Compile(string symbols) => SampleLibrary.Compile(Folder, "sample", Source, Enum.Parse<SampleSymbols>(symbols));
}
