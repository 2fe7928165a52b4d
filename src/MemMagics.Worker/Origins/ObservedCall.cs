using System.Runtime.CompilerServices;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;
using MemMagics.Worker.Metering;

namespace MemMagics.Worker.Origins;

/// <summary>Waits before and after a call until the engine, which reads this process's events, has begun or ended to record them.</summary>
internal sealed class ObservedCall(IAnswering engine, Meter meter) : ICallObserver
{
    private Mark[]? _mark;
    private bool _isBegun;

    /// <inheritdoc/>
    public void BeforeCall()
    {
        Pause(MessageKind.CallIsNext, 0, 0);
        TieredCompilation.Settle();
        for (var round = 0; round < 2; round++)
        {
            // Else objects that wait for their finalizer, and what a finalizer makes that has one itself, are counted as alive before the call, and as freed by it.
            GC.Collect();
            _ = FinalizerThread.Wait();
        }

        Pause(MessageKind.CallBegins, 0, 0);
    }

    /// <inheritdoc/>
    public void AtReading()
    {
        MakeMark(0); // a thread's first object of a type may be no event
        MakeMark(_isBegun ? CallPause.LastMark : CallPause.FirstMark);
        _isBegun = true;
    }

    /// <summary>Makes a mark that is garbage at once, but that the optimiser has to make.</summary>
    private void MakeMark(int length)
    {
        Volatile.Write(ref _mark, new Mark[length]);
        Volatile.Write(ref _mark, null);
    }

    /// <inheritdoc/>
    public void AfterCall() => Pause(MessageKind.CallEnded, meter.StartedAt, meter.CountedAt);

    [MethodImpl(MethodImplOptions.NoInlining)] // else its caller's frame would keep what was sent alive, once for each pause
    private void Pause(MessageKind kind, long startedAt, long countedAt)
    {
        var pause = new CallPause(GC.GetTotalMemory(forceFullCollection: false), typeof(Mark[]).TypeHandle.Value, startedAt, countedAt);
        var answer = engine.Ask(kind, pause.Write);
        if (answer is { Kind: MessageKind.NamesUnknown })
        {
            var unknown = answer.Read(UnknownNames.Read);
            _ = engine.Ask(MessageKind.NamesKnown, new KnownNames(TypeNames.Of(unknown.Types), MethodDescriptions.Of(unknown.Methods)).Write);
        }
    }

    private sealed class Mark;
}
