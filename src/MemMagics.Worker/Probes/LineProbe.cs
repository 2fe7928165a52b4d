using System.ComponentModel;
using System.Runtime.CompilerServices;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Probes;

/// <summary>The methods that woven code calls, by the names in <see cref="LineProbeNames"/>. Allocates nothing, takes no lock on the common path, and never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LineProbe
{
    /// <summary>The first occurrences of a sequence point on a thread are measured exactly, with a reading of resident memory before and after; 2 µs each (docs/measurements.md, Line probes).</summary>
    private const int ExactOccurrences = 16;

    /// <summary>The same for the outermost activations of a function.</summary>
    private const int ExactActivations = 1000;

    /// <summary>Bytes that a thread allocates before resident memory is read again, which limits the error of the increment of later occurrences.</summary>
    private const long BytesBetweenReadings = 32 * 1024;

    [ThreadStatic]
    private static ThreadTable* s_table;

    /// <summary>A body is entered. What it allocates before its first sequence point is charged to the given slot.</summary>
    /// <returns>The frame, to be passed to the other methods.</returns>
    public static nint Enter(int session, int body, int slot)
    {
        var table = s_table;
        if (table == null || table->Session != session)
            table = Attach(session);

        var frame = table->Next;
        if (frame == table->Limit)
            frame = ThreadTable.Grow(table);

        table->Next = frame + 1;
        frame->Table = table;
        frame->Below = table->Top;
        frame->Readings = table->Readings;
        table->Top = frame;

        var tally = table->Bodies + body;
        var function = tally->Function;
        frame->Body = tally;
        bool recursive;
        if (tally->Kind == BodyKind.Call)
        {
            recursive = function->Main > 0;
            function->Main++;
            function->Activations++;
        }
        else
        {
            recursive = tally->Depth > 0 || function->Inner > 0;
            if (tally->Kind == BodyKind.Resumption)
                function->Main++;
        }

        tally->Depth++;
        if (recursive)
        {
            function->Inner++;
            frame->Slots = table->Inner;
            frame->Current = frame->Slots + slot;
            frame->Allocated = GC.GetAllocatedBytesForCurrentThread();
            return (nint)frame;
        }

        frame->Slots = table->Outer;
        frame->Current = frame->Slots + slot;
        if (function->Active == null)
            EnterOutermost(frame, function);
        else
            EnterPart(frame, function);

        return (nint)frame;
    }

    /// <summary>A sequence point is reached after code that may have allocated.</summary>
    public static void Line(nint handle, int slot)
    {
        var frame = (LineFrame*)handle;
        var table = frame->Table;
        var next = frame->Slots + slot;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        frame->Current->Allocated += allocated - frame->Allocated;
        frame->Allocated = allocated;
        if (next->Occurrences < ExactOccurrences || table->Tick != table->ReadTick || allocated - table->ReadAt >= BytesBetweenReadings)
            Read(frame, allocated, forceNext: next->Occurrences < ExactOccurrences);

        next->Occurrences++;
        frame->Current = next;
    }

    /// <summary>A sequence point is reached after code that cannot have allocated: it is counted, and what follows is charged to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(nint handle, int slot)
    {
        var frame = (LineFrame*)handle;
        var next = frame->Slots + slot;
        if (next->Occurrences < ExactOccurrences || frame->Table->Tick != frame->Table->ReadTick)
        {
            Line(handle, slot);
            return;
        }

        next->Occurrences++;
        frame->Current = next;
    }

    /// <summary>A state machine resumes after a sequence point that was counted before its suspension: what follows is charged to the point, which is not counted again.</summary>
    public static void Continue(nint handle, int slot)
    {
        var frame = (LineFrame*)handle;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        frame->Current->Allocated += allocated - frame->Allocated;
        frame->Allocated = allocated;
        frame->Current = frame->Slots + slot;
    }

    /// <summary>A body is left, by return or exception.</summary>
    /// <param name="handle">The frame; 0 when it was left before.</param>
    public static void Leave(nint handle)
    {
        var frame = (LineFrame*)handle;
        if (frame == null)
            return;

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        frame->Current->Allocated += allocated - frame->Allocated;
        frame->Allocated = allocated;

        var table = frame->Table;
        var tally = frame->Body;
        var function = tally->Function;
        tally->Depth--;
        if (tally->Kind != BodyKind.Part)
            function->Main--;

        if (frame->Slots == table->Inner)
        {
            function->Inner--;
        }
        else
        {
            var owner = frame->Owner;
            if (owner == null)
            {
                LeaveOutermost(frame, function, allocated);
            }
            else
            {
                if (table->Tick != table->ReadTick || allocated - table->ReadAt >= BytesBetweenReadings)
                    Read(frame, allocated, forceNext: false);

                owner->Allocated = allocated;
            }

            function->Active = owner;
        }

        table->Top = frame->Below;
        table->Next = frame;
        if (frame == table->ChunkFloor)
            ThreadTable.Shrink(table);

        // Resident memory was read inside this activation, so the one below reads it again at its next sequence point.
        if (table->Readings != frame->Readings && table->Top != null)
            table->ReadTick = ThreadTable.NeverRead;
    }

    private static void EnterOutermost(LineFrame* frame, FunctionTally* function)
    {
        var table = frame->Table;
        frame->Owner = null;
        function->Active = frame;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        frame->Allocated = allocated;
        function->EnterAllocated = allocated;
        function->Registered = false;
        if (function->Outermost++ < ExactActivations || table->Tick != table->ReadTick || allocated - table->ReadAt >= BytesBetweenReadings)
        {
            ReadMemory(table, allocated);
            Register(function, allocated, table->Resident);
        }

        function->EnterResident = table->Resident;
    }

    private static void EnterPart(LineFrame* frame, FunctionTally* function)
    {
        var table = frame->Table;
        var owner = function->Active;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        owner->Current->Allocated += allocated - owner->Allocated;
        owner->Allocated = allocated;
        if (frame->Body->Entered++ < ExactOccurrences || table->Tick != table->ReadTick || allocated - table->ReadAt >= BytesBetweenReadings)
            Read(owner, allocated, forceNext: false);

        frame->Owner = owner;
        frame->Allocated = allocated;
        function->Active = frame;
    }

    private static void LeaveOutermost(LineFrame* frame, FunctionTally* function, long allocated)
    {
        var table = frame->Table;
        function->Allocated += allocated - function->EnterAllocated;
        if (function->Registered || table->Tick != table->ReadTick || allocated - table->ReadAt >= BytesBetweenReadings)
        {
            Read(frame, allocated, forceNext: false);
            SharedTallies.Unregister(function, allocated);
        }
        else
        {
            SharedTallies.AddOwn(function->Shared, allocated - function->EnterAllocated);
        }
    }

    /// <summary>Reads resident memory and charges the change to the current line.</summary>
    /// <param name="frame">The frame whose current line ends.</param>
    /// <param name="allocated">The thread's allocation counter.</param>
    /// <param name="forceNext">Whether the next sequence point reads too, so that the line that begins now is measured exactly.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Read(LineFrame* frame, long allocated, bool forceNext)
    {
        var table = frame->Table;
        ReadMemory(table, allocated);
        if (forceNext)
            table->ReadTick = ThreadTable.NeverRead;

        var line = frame->Current;
        line->Memory = Math.Max(line->Memory, table->Resident);
        if (frame->Slots == table->Inner)
            return;

        var function = frame->Body->Function;
        if (!function->Registered)
            Register(function, allocated, function->EnterResident);

        line->Increment += SharedTallies.Charge(ref function->Shared->Resident, table->Resident);
        if (table->Retained)
            line->Retained += SharedTallies.Charge(ref function->Shared->Live, table->Live);
    }

    private static void ReadMemory(ThreadTable* table, long allocated)
    {
        if (table->Retained && allocated != table->ReadAt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            table->Live = GC.GetTotalMemory(forceFullCollection: false);
        }

        table->Resident = ResidentMemory.Read();
        table->ReadAt = allocated;
        table->ReadTick = table->Retained ? ThreadTable.NeverRead : table->Tick;
        table->Readings++;
    }

    private static void Register(FunctionTally* function, long allocated, long resident)
    {
        SharedTallies.Register(function->Shared, resident, function->Active->Table->Live);
        function->Registered = true;
        function->RegisteredAllocated = allocated;
    }

    /// <summary>The thread's table for a session: its own, that of a thread that has ended, or a new one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadTable* Attach(int session)
    {
        for (var table = s_table; table != null; table = table->Older)
        {
            if (table->Session == session)
                return table;
        }

        var attached = ProbeSession.Find(session).AttachThread();
        attached->Older = s_table;
        s_table = attached;
        return attached;
    }
}
