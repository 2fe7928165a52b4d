using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using MemMagics.Platform;
using MemMagics.Wire.Messages;

namespace MemMagics.Wire.Metering;

/// <summary>When functions of a program run, in a file that the program and its watcher have mapped: what is in it survives however the program ends.</summary>
public sealed unsafe class FunctionRecording : IDisposable
{
    private const int MostRuns = 8192;
    private const int MostRunsOfFunction = 1024;
    private const int FewestRunsOfFunction = 32;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Header* _header;
    private readonly Body* _bodies;
    private readonly Tally* _tallies;
    private readonly Run* _runs;

    private FunctionRecording(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _header = (Header*)start;
        _bodies = (Body*)(_header + 1);
        _tallies = (Tally*)(_bodies + _header->Bodies);
        _runs = (Run*)(_tallies + _header->Functions);
    }

    /// <summary>Makes the file for functions whose bodies are woven.</summary>
    /// <param name="path">The file.</param>
    /// <param name="functions">How many functions.</param>
    /// <param name="bodies">Of each woven body its function, and what it is of it.</param>
    public static void Create(string path, int functions, IReadOnlyList<(int Function, BodyKind Kind)> bodies)
    {
        var runs = Math.Clamp(MostRuns / Math.Max(1, functions), FewestRunsOfFunction, MostRunsOfFunction);
        using var file = new FileStream(path, FileMode.CreateNew);
        file.SetLength(sizeof(Header) + ((long)bodies.Count * sizeof(Body)) + ((long)functions * (sizeof(Tally) + (runs * sizeof(Run)))));
        using var writer = new BinaryWriter(file);
        writer.Write(functions);
        writer.Write(bodies.Count);
        writer.Write((long)runs);
        foreach (var (function, kind) in bodies)
        {
            writer.Write(function);
            writer.Write((int)kind);
        }
    }

    /// <summary>Maps the file, which a program that starts itself again has mapped, too.</summary>
    public static FunctionRecording Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));

    /// <summary>The runs of a function, in the order of time. End is 0 for one that has not ended.</summary>
    /// <remarks>Short runs that lie close together are one, once there are too many.</remarks>
    public IReadOnlyList<Run> RunsOf(int function) => new ReadOnlySpan<Run>(First(function), _tallies[function].Count).ToArray();

    /// <summary>What a body is of its function.</summary>
    public (int Function, BodyKind Kind) this[int body] => (_bodies[body].Function, (BodyKind)_bodies[body].Kind);

    /// <summary>A function begins. While it runs already, by recursion or on another thread, this is part of the same run.</summary>
    public void Begin(int function)
    {
        var tally = _tallies + function;
        Lock(tally);
        if (tally->Active++ > 0)
        {
            (First(function) + tally->Count - 1)->Calls++;
        }
        else
        {
            var now = Stopwatch.GetTimestamp();
            var last = First(function) + tally->Count - 1;
            if (tally->Count > 0 && now - last->Begin < tally->Width)
                last->Calls++;
            else
                Append(tally, First(function), new Run(now, 0, Resident(tally, now), 0, 1));
        }

        Volatile.Write(ref tally->Locked, 0);
    }

    /// <summary>A function ends.</summary>
    public void End(int function)
    {
        var tally = _tallies + function;
        Lock(tally);
        if (tally->Active > 0 && --tally->Active == 0)
        {
            var now = Stopwatch.GetTimestamp();
            var last = First(function) + tally->Count - 1;
            last->End = now;
            last->ResidentAtEnd = Resident(tally, now);
        }

        Volatile.Write(ref tally->Locked, 0);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private Run* First(int function) => _runs + (function * _header->Runs);

    private static void Lock(Tally* tally)
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref tally->Locked, 1, 0) != 0)
            spin.SpinOnce();
    }

    private void Append(Tally* tally, Run* first, Run run)
    {
        if (tally->Count == _header->Runs)
            Merge(tally, first);

        first[tally->Count] = run;
        tally->Count++;
    }

    /// <summary>Makes one run of those that begin within the same stretch of time, and so about half as many.</summary>
    private void Merge(Tally* tally, Run* first)
    {
        tally->Width = Math.Max(tally->Width * 2, (first[tally->Count - 1].End - first->Begin) * 2 / _header->Runs);
        var kept = 0;
        for (var i = 1; i < tally->Count; i++)
        {
            if (first[i].Begin - first[kept].Begin < tally->Width)
                first[kept] = first[kept] with { End = first[i].End, ResidentAtEnd = first[i].ResidentAtEnd, Calls = first[kept].Calls + first[i].Calls };
            else
                first[++kept] = first[i];
        }

        tally->Count = kept + 1;
    }

    /// <summary>Resident memory; of functions that run very often not read again at once, which costs more than they do.</summary>
    private static long Resident(Tally* tally, long now)
    {
        if (tally->Width == 0 || now - tally->ReadAt > Stopwatch.Frequency / 1000)
        {
            tally->Resident = HostPlatform.Memory.Read();
            tally->ReadAt = now;
        }

        return tally->Resident;
    }

    /// <summary>From the beginning of a function to its end.</summary>
    /// <param name="Begin">When, as a <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="End">When; 0 when it has not ended.</param>
    /// <param name="ResidentAtBegin">Resident memory then, in bytes.</param>
    /// <param name="ResidentAtEnd">Resident memory then, in bytes.</param>
    /// <param name="Calls">How many calls.</param>
    [StructLayout(LayoutKind.Sequential)]
    public record struct Run(long Begin, long End, long ResidentAtBegin, long ResidentAtEnd, long Calls);

    private readonly record struct Header(int Functions, int Bodies, long Runs);

    private readonly record struct Body(int Function, int Kind);

    private struct Tally
    {
        public int Locked;
        public int Active;
        public int Count;
        public long Width;
        public long Resident;
        public long ReadAt;
    }
}
