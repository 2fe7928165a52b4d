using MemMagics.Worker.Metering;

namespace MemMagics.Worker;

/// <summary>Goes once through what every run goes through, so that a worker on standby has paid for it before a request comes.</summary>
internal static class WarmUp
{
    public static void Run()
    {
        var meter = new Meter();
        CallMeasurement.Run(meter, () => new object(), awaited: false);
        CallMeasurement.Run(meter, () => { }, awaited: false);
        using var frame = new MemoryStream();
        using var writer = new BinaryWriter(frame);
        meter.Figures!.Write(writer);
    }
}
