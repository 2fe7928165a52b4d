using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Tests.Libraries;

namespace MemMagics.Tests.Origins;

/// <summary>What a library allocates is on its own lines where symbols lead to its source, and else on the line of the notebook that called it.</summary>
internal sealed class LibraryOriginsTests
{
    private const string Source =
        """
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        namespace Sample.Things
        {
            public class Shelf
            {
                private readonly List<int[]> _all = new List<int[]>(100);

                [MethodImpl(MethodImplOptions.NoInlining)]
                public Shelf() { }

                [MethodImpl(MethodImplOptions.NoInlining)]
                public void Put(int size)
                {
                    var row = new int[size];
                    _all.Add(row);
                }
            }
        }
        """;

    private const string Cell =
        """
        Sample.Things.Shelf Fill(int n)
        {
            var shelf = new Sample.Things.Shelf();
            for (var i = 0; i < n; i++)
                shelf.Put(10);
            return shelf;
        }
        """;

    [TestCase(SampleSymbols.Beside)]
    [TestCase(SampleSymbols.Embedded)]
    public async Task WithASourceItsLinesAreShown(SampleSymbols symbols)
    {
        using var folder = new TemporaryFolder();
        await using var session = await Session(folder, symbols);

        // act
        var where = OriginSums.Of(await session.Memit("Fill(100)", Recorded));

        // assert: the list of 32 B and its array of 24 + 100 * 8, on the line of the field; 100 rows of 24 + 10 * 4
        OriginSums.AssertAgree(where);
        Assert.That(where.Missing, Is.Zero);
        Assert.That(where.Lines.Where(line => line.Kind == CodeKind.Library).Select(Described), Is.EqualTo(new[] { "Shelf.cs:15 100x int[] 6400 B", "Shelf.cs:7 1x int[][] 824 B, 1x List<int[]> 32 B" }));
        Assert.That(where.Lines.Where(line => line.Kind == CodeKind.Notebook).Select(Described), Is.EqualTo(new[] { "cell 2:3 1x Shelf 24 B" }));
        Assert.That(where.Lines[0].Content, Is.EqualTo("var row = new int[size];"));
        Assert.That(where.Lines[0].Function, Does.EndWith("Shelf.Put"));
    }

    [TestCase(SampleSymbols.EmbeddedSource, Description = "not the user's to change")]
    [TestCase(SampleSymbols.None)]
    [TestCase(SampleSymbols.OfAnotherBuild)]
    public async Task WithoutOneItsCallersLineIsShown(SampleSymbols symbols)
    {
        using var folder = new TemporaryFolder();
        await using var session = await Session(folder, symbols);

        // act
        var where = OriginSums.Of(await session.Memit("Fill(100)", Recorded));

        // assert
        OriginSums.AssertAgree(where);
        Assert.That(where.Missing, Is.Zero);
        Assert.That(where.Lines.Select(Described), Is.EqualTo(new[] { "cell 2:5 100x int[] 6400 B", "cell 2:3 1x int[][] 824 B, 1x List<int[]> 32 B, 1x Shelf 24 B" }));
        Assert.That(OriginSums.Frames(where.Tree).Select(frame => (frame.Frame, frame.Kind)), Has.One.EqualTo(("Shelf.Put", CodeKind.Library)), "its function is on the path all the same");
    }

    private static async Task<ScriptSession> Session(TemporaryFolder folder, SampleSymbols symbols)
    {
        var path = SampleLibrary.Compile(folder, "Shelf", Source, symbols);
        return await ScriptSession.Start($"#r \"{path}\"", Cell);
    }

    private static MemitRequest Recorded(MemitRequest request) => request with { Where = WhereChoice.Auto, Repeat = 1 };

    private static string Described(OriginLine line) =>
        $"{Path.GetFileName(line.Source)}:{line.Line} {string.Join(", ", line.Types.Select(type => $"{type.Objects}x {type.Type} {type.Bytes} B"))}";
}
