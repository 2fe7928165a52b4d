using MemMagics.Magics;

namespace MemMagics.Workers;

/// <summary>What a worker process is started with; workers on standby serve requests of equal settings.</summary>
/// <param name="Gc">Its collector.</param>
/// <param name="Tiered">Whether it compiles in tiers.</param>
/// <param name="Types">Whether it can count what is alive by type: its runtime then listens on a diagnostics port.</param>
internal sealed record WorkerSettings(GcFlavor Gc, bool Tiered, bool Types = false)
{
    public static WorkerSettings Of(MeasureRequest request) => new(request.Gc, request.Tiered);
}
