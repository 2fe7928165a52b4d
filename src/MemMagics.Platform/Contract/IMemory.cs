using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Contract;

/// <summary>Memory of this process, in bytes, of others, and of the machine.</summary>
/// <remarks>What is read around a call (<see cref="Read"/>, the mark, <see cref="TouchedPages"/>) allocates nothing.</remarks>
internal unsafe interface IMemory
{
    /// <summary>What <see cref="Read"/> and the mark count.</summary>
    MemoryKind Kind { get; }

    /// <summary>This process's memory now, in bytes.</summary>
    long Read();

    /// <summary>Whether there can be a high-water mark here.</summary>
    bool HasMark { get; }

    /// <summary>Begins a high-water mark: from now on the system notes the largest memory. What it takes to have one is in place before <see cref="Read"/> is called next.</summary>
    void BeginMark();

    /// <summary>The largest memory since <see cref="BeginMark"/>, in bytes, according to the system; 0 when there is no such mark.</summary>
    long ReadMark();

    /// <summary>What <see cref="BeginMark"/> has taken and still holds, in bytes: memory that counts for no limit.</summary>
    long Ballast { get; }

    /// <summary>Gives back what <see cref="BeginMark"/> took.</summary>
    void EndMark();

    /// <summary>Whether <see cref="TouchedPages"/> counts.</summary>
    bool CountsTouchedPages { get; }

    /// <summary>How many pages this thread has touched for the first time; 0 where that is not counted.</summary>
    long TouchedPages();

    /// <summary>Asks for huge pages under memory that is about to be filled, where the system gives them on advice, or takes that back. Existing huge pages stay.</summary>
    void AdviseHugePages(byte* start, nint bytes, bool wanted);

    /// <summary>Memory that the machine can still give to processes without swapping, in bytes, as far as it is known.</summary>
    long Available { get; }

    /// <summary>Another process's memory, read again and again. Nothing can be read of a process that has ended.</summary>
    IProcessMemory Of(int process);

    /// <summary>The largest memory of a process that this one has started and waited for, and that those have in turn, in bytes; 0 where it is not known.</summary>
    /// <remarks>A process that is started counts with what this process had at that time, too, because it begins as a copy of it.</remarks>
    long PeakOfEndedChildren();

    /// <summary>Makes a file for values that worker processes of the same user read: in memory where the system has such, else a private temporary one that goes when it is closed.</summary>
    /// <returns>The open file, and the path by which a worker opens it.</returns>
    (SafeFileHandle File, string Path) CreateSharedFile();

    /// <summary>Whether <see cref="WriteInto"/> works here, as far as it is known.</summary>
    bool CanWriteInto { get; }

    /// <summary>Writes into the memory of a process that this one has started.</summary>
    WriteOutcome WriteInto(int process, byte* from, byte* to, nint count);
}
