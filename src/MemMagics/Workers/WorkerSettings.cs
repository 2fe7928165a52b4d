using MemMagics.Magics;

namespace MemMagics.Workers;

/// <summary>The settings that a worker process is started with; a worker on standby serves only requests with equal settings.</summary>
/// <param name="Gc">Its garbage collector.</param>
/// <param name="Tiered">Whether it uses tiered compilation.</param>
/// <param name="Types">Whether it can count what is alive by type: its runtime then listens on a diagnostics port.</param>
internal sealed record WorkerSettings(GcFlavor Gc, bool Tiered, bool Types = false)
{
    public static WorkerSettings Of(MeasureRequest request) => new(request.Gc, request.Tiered);
}
