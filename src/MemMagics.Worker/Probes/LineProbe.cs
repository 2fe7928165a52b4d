using System.ComponentModel;
using System.Runtime.CompilerServices;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;
using MemMagics.Worker.Isolation;

namespace MemMagics.Worker.Probes;

/// <summary>The methods that woven code calls, by the names in <see cref="LineProbeNames"/>. Allocates nothing, takes no lock on the common path, and never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LineProbe
{
    /// <summary>The first outermost activations of a function are measured exactly, with a reading of resident memory before and after; up to 2 µs each (docs/measurements.md, Line probes).</summary>
    private const int MeasuredActivations = 1000;

    /// <summary>The same for code inside a function that is compiled to a method of its own.</summary>
    private const int MeasuredParts = 16;

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
        frame->Measured = false;
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
            EnterOutermost(frame, function, isApart: tally->Kind == BodyKind.Part);
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
        var own = allocated - frame->Allocated;
        frame->Current->Allocated += own;
        frame->Allocated = allocated;
        if (next->Occurrences >= next->LookAt || table->Tick != table->ReadTick || allocated - table->ReadAt >= ResidentGrowth.BytesBetweenReadings)
            ResidentGrowth.NextLine(frame, next, allocated, own);

        next->Occurrences++;
        frame->Current = next;
    }

    /// <summary>A sequence point is reached after code that cannot have allocated: it is counted, and what follows is charged to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(nint handle, int slot)
    {
        var frame = (LineFrame*)handle;
        var next = frame->Slots + slot;
        if (next->Occurrences >= next->LookAt || frame->Table->Tick != frame->Table->ReadTick)
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

    /// <summary>A state machine's body was entered: an activation begins, or continues after a suspension.</summary>
    /// <param name="handle">The frame.</param>
    /// <param name="state">The machine's state.</param>
    /// <param name="initial">The state in which a machine of its kind begins.</param>
    public static void Resume(nint handle, int state, int initial)
    {
        const int InitialOfIterators = 0;
        var frame = (LineFrame*)handle;
        var function = frame->Body->Function;
        frame->IsIterator = initial == InitialOfIterators;
        if (state == initial)
            function->Begun++;
        else if (IsWaiting(frame, state))
            function->Continued++;
        else if (IsYielding(frame, state) && !SharedTallies.Continue(function->Shared))
            function->HalfWay++;
    }

    /// <summary>A state machine's body is left: it is suspended, or at its end.</summary>
    /// <param name="handle">The frame; 0 when it was left before.</param>
    /// <param name="state">The machine's state.</param>
    public static void Suspend(nint handle, int state)
    {
        var frame = (LineFrame*)handle;
        if (frame != null && IsWaiting(frame, state))
            frame->Body->Function->Suspended++;
        else if (frame != null && IsYielding(frame, state))
            SharedTallies.Yield(frame->Body->Function->Shared);

        Leave(handle);
    }

    /// <summary>A body is left, by return or exception.</summary>
    /// <param name="handle">The frame; 0 when it was left before.</param>
    public static void Leave(nint handle)
    {
        var frame = (LineFrame*)handle;
        if (frame == null)
            return;

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var own = allocated - frame->Allocated;
        frame->Current->Allocated += own;
        frame->Allocated = allocated;

        var table = frame->Table;
        var tally = frame->Body;
        var function = tally->Function;
        tally->Depth--;
        if (tally->Kind is BodyKind.Call or BodyKind.Resumption)
            function->Main--;

        if (frame->Slots == table->Inner)
        {
            function->Inner--;
            frame->Current->Memory = Math.Max(frame->Current->Memory, table->Resident);
        }
        else
        {
            var owner = frame->Owner;
            if (owner == null)
            {
                LeaveOutermost(frame, function, allocated, own);
            }
            else
            {
                var isDue = table->Tick != table->ReadTick || allocated - table->ReadAt >= ResidentGrowth.BytesBetweenReadings;
                owner->Measured = isDue && ResidentGrowth.End(frame, allocated, own, read: false);
                owner->Allocated = allocated;
            }

            function->Active = owner;
        }

        table->Top = frame->Below;
        table->Next = frame;
        if (frame == table->ChunkFloor)
            ThreadTable.Shrink(table);

        // Resident memory was read inside this activation, so the one below reads it again at its next sequence point.
        var below = frame->Below;
        if (below != null && (table->Readings != frame->Readings || below->Measured))
        {
            table->ReadTick = ThreadTable.NeverRead;
            table->ReadingDue |= table->Readings != frame->Readings;
        }
    }

    /// <summary>A program ends its process.</summary>
    public static void Exit(int exitCode)
    {
        Environment.ExitCode = exitCode;
        ProgramProcess.AtExit?.Invoke();
        Environment.Exit(exitCode);
    }

    /// <summary>All bodies that the calling thread is in are left: the process ends, and they do not return.</summary>
    internal static void LeaveAll()
    {
        while (s_table != null && s_table->Top != null)
            Leave((nint)s_table->Top);
    }

    /// <summary>Whether an asynchronous state machine in that state is suspended: by an <c>await</c> (0 and above), or by a <c>yield</c> (-4 and below). It may be continued before the probe learns that it was suspended.</summary>
    private static bool IsWaiting(LineFrame* frame, int state) => !frame->IsIterator && (state is >= 0 or <= -4);

    /// <summary>Whether an iterator in that state has yielded.</summary>
    private static bool IsYielding(LineFrame* frame, int state) => frame->IsIterator && state > 0;

    private static void EnterOutermost(LineFrame* frame, FunctionTally* function, bool isApart)
    {
        var table = frame->Table;
        frame->Owner = null;
        function->Active = frame;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        frame->Allocated = allocated;
        function->EnterAllocated = allocated;
        function->Registered = false;
        if (isApart)
            function->Apart++;

        ResidentGrowth.Enter(frame);
        var measured = function->Outermost++ < MeasuredActivations;
        if (measured || ResidentGrowth.IsDue(table, allocated))
        {
            ResidentGrowth.ReadMemory(table, allocated, collect: measured);
            if (measured)
                PageWatch.BeginActivation(table);
            else
                ResidentGrowth.AddUnplaced(function, table);

            ResidentGrowth.Register(function, allocated);
            frame->Measured = frame->Current->Touches && frame->Current->Occurrences < frame->Current->MeasuredUntil;
            if (frame->Measured)
                table->ReadTick = ThreadTable.NeverRead;
        }

        function->EnterResident = table->Resident;
    }

    private static void EnterPart(LineFrame* frame, FunctionTally* function)
    {
        var table = frame->Table;
        var owner = function->Active;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var own = allocated - owner->Allocated;
        owner->Current->Allocated += own;
        owner->Allocated = allocated;
        var measured = frame->Body->Entered++ < MeasuredParts;
        if (measured || table->Tick != table->ReadTick || allocated - table->ReadAt >= ResidentGrowth.BytesBetweenReadings)
        {
            frame->Measured = ResidentGrowth.End(owner, allocated, own, read: measured);
            LinesRun.GoesOn(owner->Current);
        }

        if (frame->Measured)
            table->ReadTick = ThreadTable.NeverRead;

        frame->Owner = owner;
        frame->Allocated = allocated;
        function->Active = frame;
    }

    private static void LeaveOutermost(LineFrame* frame, FunctionTally* function, long allocated, long own)
    {
        var table = frame->Table;
        function->Allocated += allocated - function->EnterAllocated;
        if (function->Registered || table->Tick != table->ReadTick || allocated - table->ReadAt >= ResidentGrowth.BytesBetweenReadings)
            ResidentGrowth.End(frame, allocated, own, read: function->Registered);

        if (function->Registered)
        {
            SharedTallies.Unregister(function, allocated);
        }
        else
        {
            SharedTallies.AddOwn(function->Shared, allocated - function->EnterAllocated);
        }
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
