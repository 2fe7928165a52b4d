using System.Runtime.InteropServices;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.State;

/// <summary>
/// The notebook's large arrays that a snapshot reaches. They stay where they are, pinned until the measurement is over, and
/// their content is written straight into the worker's own arrays: one copy, where going through a file takes two and as much memory
/// again. If the system forbids writing into a child's memory, the content goes through the snapshot's file after all.
/// </summary>
internal sealed unsafe class NotebookArrays(SafeFileHandle file) : IDisposable
{
    // Bytes per system call: enough to make the call's own cost small, few enough to spread a large array over threads and to cancel in time.
    private const int Piece = 8 << 20;
    private const int MaxPiecesOnOneThread = 2;

    // The memory bus limits the copy; more threads than this add nothing.
    private const int MostThreads = 4;

    private readonly Dictionary<long, (GCHandle Pin, long Bytes)> _arrays = [];
    private bool _inFile;

    /// <summary>Whether arrays may stay in the notebook: only where the system lets a process write into those that it has started, and not once it has refused.</summary>
    public static bool CanStay => HostPlatform.Memory.CanWriteInto;

    /// <summary>Keeps an array for the workers.</summary>
    /// <param name="offset">Offset of the space reserved for it in the file.</param>
    /// <param name="array">An array whose elements hold no references.</param>
    /// <param name="bytes">Length of its content.</param>
    public void Keep(long offset, Array array, long bytes) => _arrays.Add(offset, (GCHandle.Alloc(array, GCHandleType.Pinned), bytes));

    /// <summary>Copies the content of arrays into a process.</summary>
    /// <returns><see langword="true"/> when it was copied or the process has exited; otherwise it is in the snapshot's file now.</returns>
    /// <exception cref="InvalidDataException">The worker asks for an array that was not kept, or with another length.</exception>
    /// <exception cref="OperationCanceledException">The copy was stopped.</exception>
    public bool CopyTo(int process, IReadOnlyList<ArrayPlace> places, CancellationToken cancellationToken)
    {
        // A worker asks for each array once. More would make this process work for as long as measured code likes.
        if (places.Count > _arrays.Count || places.DistinctBy(place => place.Offset).Count() != places.Count)
            throw new InvalidDataException("The worker wants more arrays than the snapshot has.");

        var pieces = places.SelectMany(PiecesOf).ToArray();
        if (!_inFile && CopyTo(process, pieces, cancellationToken))
            return true;

        WriteToFile(cancellationToken);
        return false;
    }

    public void Dispose()
    {
        foreach (var (pin, _) in _arrays.Values)
            pin.Free();
        _arrays.Clear();
    }

    private IEnumerable<(long From, long To, long Bytes)> PiecesOf(ArrayPlace place)
    {
        if (!_arrays.TryGetValue(place.Offset, out var kept) || kept.Bytes != place.Bytes)
            throw new InvalidDataException("The worker wants an array that the snapshot does not have.");
        var start = (long)kept.Pin.AddrOfPinnedObject();
        for (long done = 0; done < kept.Bytes; done += Piece)
            yield return (start + done, place.Address + done, Math.Min(kept.Bytes - done, Piece));
    }

    private static bool CopyTo(int process, (long From, long To, long Bytes)[] pieces, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = pieces.Length <= MaxPiecesOnOneThread ? 1 : Math.Min(MostThreads, Environment.ProcessorCount),
        };
        var outcome = WriteOutcome.Written;
        Parallel.For(0, pieces.Length, parallel, (i, loop) =>
        {
            var piece = pieces[i];
            if (HostPlatform.Memory.WriteInto(process, (byte*)piece.From, (byte*)piece.To, (nint)piece.Bytes) is not WriteOutcome.Written and var failure)
            {
                outcome = failure;
                loop.Stop();
            }
        });
        return outcome != WriteOutcome.Failed;
    }

    private void WriteToFile(CancellationToken cancellationToken)
    {
        if (_inFile)
            return;

        foreach (var (offset, (pin, bytes)) in _arrays)
        {
            for (long done = 0; done < bytes; done += Piece)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SnapshotWriter.WriteBlock(file, offset + done, (byte*)pin.AddrOfPinnedObject() + done, Math.Min(bytes - done, Piece));
            }
        }

        _inFile = true;
    }
}
