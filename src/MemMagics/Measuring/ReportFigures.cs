using MemMagics.Reports;
using MemMagics.Wire.Messages;

namespace MemMagics.Measuring;

/// <summary>Converts the readings of the worker's meter to figures of a report.</summary>
internal static class ReportFigures
{
    public static Figures Of(CallFigures call) => new()
    {
        Allocated = call.Allocated,
        Peak = call.Peak,
        Increment = call.Increment,
        Retained = call.Retained,
        Collections = [call.Gen0, call.Gen1, call.Gen2],
        Elapsed = call.Elapsed,
    };

    /// <summary>A run with those headline figures.</summary>
    public static Run RunOf(Figures headline, Figures first) => new()
    {
        Allocated = headline.Allocated,
        Peak = headline.Peak,
        Increment = headline.Increment,
        Retained = headline.Retained,
        Collections = headline.Collections,
        Elapsed = headline.Elapsed,
        First = first,
    };
}
