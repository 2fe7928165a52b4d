using System.ComponentModel;
using MemMagics.Wire.Messages;

namespace MemMagics.Wire.Metering;

/// <summary>The methods that woven code of a watched program calls, by the names in <see cref="LineProbeNames"/>: it tells when functions begin and end, and nothing of their lines.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FunctionProbe
{
    private static FunctionRecording? s_recording;

    /// <summary>Called before any woven code, by its module's initialiser.</summary>
    public static void Start(string file) => s_recording ??= FunctionRecording.Open(file);

    public static nint Enter(int session, int body, int slot)
    {
        var (function, kind) = s_recording![body];
        if (kind == BodyKind.Part)
            return 0;

        // A state machine begins when its state says so.
        if (kind == BodyKind.Call)
            s_recording.Begin(function);
        return function + 1;
    }

    public static void Line(nint handle, int slot)
    {
    }

    public static void Count(nint handle, int slot)
    {
    }

    public static void Continue(nint handle, int slot)
    {
    }

    public static void Resume(nint handle, int state, int initial)
    {
        if (handle != 0 && state == initial)
            s_recording!.Begin((int)handle - 1);
    }

    /// <summary>It waits (0 and above), or has yielded (above 0 and below -3), or is at its end.</summary>
    public static void Suspend(nint handle, int state)
    {
        if (state is < 0 and > -4)
            Leave(handle);
    }

    public static void Leave(nint handle)
    {
        if (handle != 0)
            s_recording!.End((int)handle - 1);
    }
}
