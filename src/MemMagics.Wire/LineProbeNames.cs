namespace MemMagics.Wire;

/// <summary>The names by which woven code calls the line probe: the engine writes them into IL, the worker has the methods.</summary>
public static class LineProbeNames
{
    /// <summary>Simple name of the worker's assembly.</summary>
    public const string Assembly = "MemMagics.Worker";

    /// <summary>The probe's namespace.</summary>
    public const string Namespace = "MemMagics.Worker.Probes";

    /// <summary>The probe's class.</summary>
    public const string Type = "LineProbe";

    /// <summary><c>nint Enter(int session, int body, int slot)</c></summary>
    public const string Enter = "Enter";

    /// <summary><c>void Line(nint frame, int slot)</c></summary>
    public const string Line = "Line";

    /// <summary><c>void Count(nint frame, int slot)</c></summary>
    public const string Count = "Count";

    /// <summary><c>void Continue(nint frame, int slot)</c></summary>
    public const string Continue = "Continue";

    /// <summary><c>void Resume(nint frame, int state, int initial)</c></summary>
    public const string Resume = "Resume";

    /// <summary><c>void Suspend(nint frame, int state)</c></summary>
    public const string Suspend = "Suspend";

    /// <summary><c>void Leave(nint frame)</c></summary>
    public const string Leave = "Leave";

    /// <summary><c>void Exit(int exitCode)</c></summary>
    public const string Exit = "Exit";

    /// <summary>A method of the woven module, through whose parameter the worker makes the runtime bind the probe before measured code runs.</summary>
    public const string Reference = "<line probe>";
}
