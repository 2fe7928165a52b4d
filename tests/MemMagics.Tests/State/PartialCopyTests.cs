using MemMagics.State;
using MemMagics.Tests.Platform;
using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>Arrays that are copied into a worker arrive whole, or the worker is told where to read them.</summary>
internal sealed unsafe class PartialCopyTests
{
    private const int Half = 1 << 20;

    [Test]
    public void ACopyThatTheSystemCutsShortIsNotTakenForDone()
    {
        // GIVEN memory of which the second half cannot be written
        using var memory = new PrivateMemory(2 * Half);
        memory.Close(from: Half);
        using var snapshot = Snapshot.Create();
        var array = new byte[2 * Half];
        new Random(1).NextBytes(array);
        snapshot.Arrays.Keep(4096, array, array.Length);

        // WHEN
        var copied = snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, array.Length, memory.Start)], CancellationToken.None);

        // THEN the content is in the file
        Assert.That(copied, Is.False);
        var file = new byte[array.Length];
        Assert.That(RandomAccess.Read(snapshot.File, file, 4096), Is.EqualTo(array.Length));
        Assert.That(file, Is.EqualTo(array));
    }

    [Test]
    public void ACopyToWhereThereIsNoMemoryIsNotTakenForDone()
    {
        using var snapshot = Snapshot.Create();
        snapshot.Arrays.Keep(4096, new byte[Half], Half);

        var copied = snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, Half, Address: 4096)], CancellationToken.None);

        Assert.That(copied, Is.False);
    }

    [Test]
    public void ACopyThatIsPossibleIsWhole()
    {
        using var memory = new PrivateMemory(2 * Half);
        using var snapshot = Snapshot.Create();
        var array = new byte[2 * Half];
        new Random(2).NextBytes(array);
        snapshot.Arrays.Keep(4096, array, array.Length);

        // act
        var copied = snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, array.Length, memory.Start)], CancellationToken.None);

        // assert
        Assert.That(copied, Is.True);
        Assert.That(new ReadOnlySpan<byte>((void*)memory.Start, array.Length).SequenceEqual(array), Is.True);
    }

    [Test]
    public void AnArrayThatIsWantedTwiceIsRefused()
    {
        using var snapshot = Snapshot.Create();
        snapshot.Arrays.Keep(4096, new byte[Half], Half);
        snapshot.Arrays.Keep(4096 + Half, new byte[Half], Half);
        var place = new ArrayPlace(4096, Half, 0);

        Assert.That(() => snapshot.Arrays.CopyTo(Environment.ProcessId, [place, place], CancellationToken.None), Throws.InstanceOf<InvalidDataException>());
    }
}
