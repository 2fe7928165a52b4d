using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports;

public sealed class ChartSvgTests
{
    [TestCase(0, 100_000_000, "100 MiB")]
    [TestCase(102_400_000, 102_400_004, "102,400,004 B")]
    public void TheLongestLabelHasRoomBesideTheChart(long lowest, long highest, string label)
    {
        var chart = new ChartSvg(600, 160, TimeSpan.FromSeconds(1), lowest, highest);
        var svg = new HtmlText();
        chart.AppendAxes(svg);
        Assert.That(svg.ToString(), Does.Contain($">{label}</text>"));
        Assert.That(chart.Sides.Left - 6, Is.GreaterThanOrEqualTo(label.Length * 6));
    }
}
