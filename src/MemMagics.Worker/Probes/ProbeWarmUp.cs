using MemMagics.Platform;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>Runs every path of the probe once, so that none of its code is compiled or loaded while measured code runs.</summary>
internal static class ProbeWarmUp
{
    private const int Session = -1;

    private static bool s_done;

    public static void Run()
    {
        if (s_done)
            return;

        s_done = true;
        using var session = ProbeSession.Open(new ProbeTables(Session, 1, [0, 0, 0], [BodyKind.Call, BodyKind.Resumption, BodyKind.Part], [0, 0], [LineCode.Touches, LineCode.Calculates], Retained: false));
        Activate(recurse: 100);

        // Asked only when a thread begins and another one has ended: the first call of a function of the C library allocates 32 B.
        _ = HostPlatform.Threads.HasEnded(HostPlatform.Threads.Current);
        session.Reset();
        session.Collect();
    }

    private static void Activate(int recurse)
    {
        var call = LineProbe.Enter(Session, 0, 0);
        LineProbe.Line(call, 0);
        LineProbe.Count(call, 1);
        var resumption = LineProbe.Enter(Session, 1, 1);
        LineProbe.Resume(resumption, 0, 0);
        LineProbe.Resume(resumption, 1, 0);
        LineProbe.Continue(resumption, 0);
        var part = LineProbe.Enter(Session, 2, 1);
        LineProbe.Line(part, 1);
        if (recurse > 0)
            Activate(recurse - 1);

        LineProbe.Leave(part);
        LineProbe.Suspend(resumption, 1);
        LineProbe.Leave(call);
    }
}
