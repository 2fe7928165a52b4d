using System.Runtime.InteropServices;
using MemMagics.State;
using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>Arrays that are copied into a worker arrive whole, or the worker is told where to read them.</summary>
internal sealed unsafe partial class PartialCopyTests
{
    private const int Half = 1 << 20;
    private const int ReadAndWrite = 3;
    private const int NoAccess = 0;
    private const int PrivateAnonymous = 0x22;

    [Test]
    public void ACopyThatTheKernelCutsShortIsNotTakenForDone()
    {
        // GIVEN memory of which the second half cannot be written
        var memory = Map(0, 2 * Half, ReadAndWrite, PrivateAnonymous, -1, 0);
        Assert.That(Protect(memory + Half, Half, NoAccess), Is.Zero);
        using var snapshot = Snapshot.Create();
        var array = new byte[2 * Half];
        new Random(1).NextBytes(array);
        snapshot.Arrays.Keep(4096, array, array.Length);

        // WHEN
        var copied = snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, array.Length, memory)], CancellationToken.None);
        _ = Unmap(memory, 2 * Half);

        // THEN the content is in the file
        Assert.That(copied, Is.False);
        var file = new byte[array.Length];
        Assert.That(RandomAccess.Read(snapshot.File, file, 4096), Is.EqualTo(array.Length));
        Assert.That(file, Is.EqualTo(array));
    }

    [Test]
    public void ACopyThatIsPossibleIsWhole()
    {
        var memory = Map(0, 2 * Half, ReadAndWrite, PrivateAnonymous, -1, 0);
        using var snapshot = Snapshot.Create();
        var array = new byte[2 * Half];
        new Random(2).NextBytes(array);
        snapshot.Arrays.Keep(4096, array, array.Length);

        // act
        var copied = snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, array.Length, memory)], CancellationToken.None);

        // assert
        Assert.That(copied, Is.True);
        Assert.That(new ReadOnlySpan<byte>((void*)memory, array.Length).SequenceEqual(array), Is.True);
        _ = Unmap(memory, 2 * Half);
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

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
