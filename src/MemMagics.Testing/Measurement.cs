using System.Globalization;
using System.Text;
using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>What a piece of a test's code costs in memory: the figures of its warm call, in bytes.</summary>
/// <remarks>
/// <see cref="Figures.Peak"/>, <see cref="Figures.Increment"/> and <see cref="Figures.Retained"/> are <see langword="null"/> where it was measured in the
/// test's own process: the memory of other tests would be in them. Of several fresh processes each figure is the largest.
/// </remarks>
public sealed record Measurement : Figures
{
    /// <summary>The figures of the first call, which pays for what happens once: compiled code, static constructors, caches. Equal to the headline where only one call was measured.</summary>
    public required Figures First { get; init; }

    /// <summary>Which call the headline is of: the first where it took more than two seconds, or the code cannot be called again.</summary>
    public required MeasuredCall Measured { get; init; }

    /// <summary>
    /// Whether <see cref="Figures.Allocated"/> is exact: nothing was allocated but by the code's own thread, or it was measured in a fresh process, or most of
    /// eight calls took less than a millisecond and agree, and none allocated less. If not, it is the most that it can be, and <see cref="AllocatedAtLeast"/>
    /// the least: other threads of the test's own process have allocated meanwhile, and no fresh one has the figure; <see cref="Notes"/> say why.
    /// </summary>
    public required bool IsExact { get; init; }

    /// <summary>Whether Allocated of <see cref="First"/> is exact. If not, it is the most that it can be.</summary>
    public required bool IsFirstExact { get; init; }

    /// <summary>The least that the code has allocated in a call: the bytes of its own thread. Equal to <see cref="Figures.Allocated"/> where that is exact.</summary>
    public required long AllocatedAtLeast { get; init; }

    /// <summary>Sentences that one needs to judge the figures. Empty when none.</summary>
    public required IReadOnlyList<string> Notes { get; init => field = value.ToArray(); }

    /// <summary>The conditions under which it was measured.</summary>
    public required RunConditions Conditions { get; init; }

    /// <summary>The report with the runs of all fresh processes; <see langword="null"/> where it was measured in the test's own process.</summary>
    public MemitReport? Report { get; init; }

    /// <summary>The figures as text, with notes and conditions. Lines are separated by <c>\n</c>.</summary>
    public override string ToString()
    {
        if (Report is not null)
            return ReportText.Render(Report);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"allocated {Bytes(Allocated, IsExact)}; first call {Bytes(First.Allocated, IsFirstExact)}; ");
        text.Append(CultureInfo.InvariantCulture, $"collections {string.Join('/', Collections)}; {Elapsed.TotalMilliseconds:0.###} ms\n");
        foreach (var note in Notes)
            text.Append("note: ").Append(note).Append('\n');
        var call = Measured == MeasuredCall.Warm ? "warm call" : "first call";
        var gc = Conditions.Gc == GcFlavor.Server ? "server" : "workstation";
        return text.Append($"{call}, {Conditions.Runtime}, {Conditions.Optimization}, {gc} GC, in the test's own process").ToString();
    }

    private static string Bytes(long bytes, bool isExact) => (isExact ? "" : "at most ") + ByteSize.Exact(bytes);
}
