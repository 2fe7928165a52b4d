using System.Buffers.Binary;
using MemMagics.Platform;
using MemMagics.State;
using MemMagics.Wire.State;
using MemMagics.Worker.State;

namespace MemMagics.Tests.State;

/// <summary>A snapshot that is not what the engine wrote ends in a sentence: no crash, no hang, no memory without bounds.</summary>
public sealed class SnapshotSafetyTests
{
    private const int Mutations = 12_000;

    private const string Cells = """
        enum Color { Red, Green }
        struct Point { public int X; public string Name; }
        class Node { public Node Next; public Point At; public Point[] Points; public object Any; public Color Color; }
        var head = new Node { Points = new Point[5], Any = 5, At = new Point { X = 3, Name = "name" } };
        head.Next = new Node { Next = head, Any = new[] { "a", "b" } };
        var numbers = Enumerable.Range(0, 3000).ToArray();
        var grid = new int[3, 4];
        var map = new Dictionary<string, int[]>(50, StringComparer.OrdinalIgnoreCase) { ["a"] = new[] { 1 }, ["b"] = null };
        var set = new HashSet<Node> { head };
        var list = new List<object> { 1, "two", head, typeof(Node), map };
        Func<int> call = () => numbers.Length;
        var lazy = new Lazy<string>(() => "x");
        """;

    private const string Code = "(head, numbers, grid, map, set, list, call, lazy)";

    [Test]
    public async Task MutatedAndTruncatedSnapshotsEndInASentence()
    {
        await using var trip = await Trip.Of(Cells);
        using var arrival = trip.Arrive(Code);
        var original = arrival.SnapshotBytes();
        var random = new Random(20240229);
        using var snapshot = Snapshot.Create();
        var (read, refused, mostAllocated) = (0, 0, 0L);
        for (var i = 0; i < Mutations; i++)
        {
            Store(snapshot, new MutatedSnapshot(original, random).Next());
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Read(snapshot, arrival) is { } sentence)
            {
                refused++;
                Assert.That(sentence, Does.EndWith(".").And.Contain(" "));
            }
            else
            {
                read++;
            }

            mostAllocated = Math.Max(mostAllocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        TestContext.Out.WriteLine($"{Mutations} mutations of {original.Length:N0} bytes: {refused} refused, {read} harmless; a reading allocated {mostAllocated:N0} bytes at most.");
        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.GreaterThan(Mutations / 2));
            Assert.That(mostAllocated, Is.LessThan(64L * original.Length));
        });
    }

    [TestCase(0UL, "The snapshot of the session is damaged: it is not a snapshot.")]
    public async Task AFileOfAnotherKindIsNoSnapshot(ulong magic, string expected)
    {
        await using var trip = await Trip.Of("var a = 1;");
        using var arrival = trip.Arrive("a");
        var bytes = arrival.SnapshotBytes();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, magic);
        using var snapshot = Snapshot.Create();
        Store(snapshot, bytes);

        Assert.That(Read(snapshot, arrival), Is.EqualTo(expected));
    }

    [Test]
    public async Task ASnapshotOfAnotherVersionSaysSo()
    {
        await using var trip = await Trip.Of("var a = 1;");
        using var arrival = trip.Arrive("a");
        var bytes = arrival.SnapshotBytes();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(ulong)), 99);
        using var snapshot = Snapshot.Create();
        Store(snapshot, bytes);

        Assert.That(Read(snapshot, arrival), Is.EqualTo($"The snapshot of the session has version 99; this worker reads version {SnapshotFormat.Version}."));
    }

    [Test]
    public async Task EveryTruncationIsNoticed()
    {
        await using var trip = await Trip.Of("var a = new List<string> { \"x\", \"y\" };");
        using var arrival = trip.Arrive("a");
        var bytes = arrival.SnapshotBytes();
        using var snapshot = Snapshot.Create();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Store(snapshot, bytes[..length]);
            Assert.That(Read(snapshot, arrival), Does.StartWith("The snapshot of the session is damaged: "), $"at {length} bytes");
        }
    }

    [Test]
    public async Task RoomForAMillionMoreIsKeptAndTakesNoSpaceInTheSnapshot()
    {
        await using var trip = await Trip.Of("var map = new Dictionary<int, int>(1_000_000) { [1] = 2 }; var set = new HashSet<string>(500_000);");

        Assert.That(
            trip.Value("(map.Capacity == new Dictionary<int, int>(1_000_000).Capacity) + \":\" + (set.Capacity == new HashSet<string>(500_000).Capacity)"), Is.EqualTo("True:True"));
    }

    [TestCase("var a = new double[8_000_000];")]
    [TestCase("class Item { public int Id; public double Weight; public string Name; } var a = Enumerable.Range(0, 300_000).Select(i => new Item { Id = i }).ToList();")]
    public async Task CapturingTakesNoMoreMemoryOfTheNotebookThanTheSnapshotHas(string cell)
    {
        await using var trip = await Trip.Of(cell);
        using var arrival = trip.Arrive("a");

        // act
        var before = GC.GetAllocatedBytesForCurrentThread();
        trip.CaptureOnly("a");
        var withCompilation = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        trip.CaptureOnly("1 + 1");
        var compilation = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(withCompilation - compilation, Is.LessThan(arrival.SnapshotLength));
    }

    private static string? Read(Snapshot snapshot, Trip.Arrival arrival)
    {
        using var reader = new SnapshotReader(snapshot.Path, arrival, arrival);
        try
        {
            reader.Rebuild();
            return null;
        }
        catch (SnapshotException e)
        {
            return e.Message;
        }
    }

    private static void Store(Snapshot snapshot, byte[] bytes)
    {
        RandomAccess.SetLength(snapshot.File, bytes.Length);
        RandomAccess.Write(snapshot.File, bytes, 0);
    }
}
