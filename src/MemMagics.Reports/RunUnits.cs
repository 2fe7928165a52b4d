namespace MemMagics.Reports;

/// <summary>The units of a <c>#!memit</c>'s rounded sizes, in its headline as in its table.</summary>
/// <param name="Peak">That of Peak.</param>
/// <param name="Increment">That of Increment.</param>
/// <param name="Retained">That of Retained.</param>
internal sealed record RunUnits(SizeUnit Peak, SizeUnit Increment, SizeUnit Retained)
{
    /// <summary>The units of a report with runs: those of the headline's figures.</summary>
    public static RunUnits Of(MemitReport report)
    {
        var worst = report.Worst!;
        return new RunUnits(Unit(static figures => figures.Peak), Unit(static figures => figures.Increment), Unit(static figures => figures.Retained));

        SizeUnit Unit(Func<Figures, long?> figure) => SizeUnit.Of(figure(worst), [figure(worst.First), .. report.Runs.Select(figure)]);
    }
}
