using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ByteSizeTests
{
    [TestCase(0, "0 B")]
    [TestCase(1_023, "1,023 B")]
    [TestCase(-24, "-24 B")]
    [TestCase(1_024, "1.00 KiB")]
    [TestCase(8_003_584, "7.63 MiB")]
    [TestCase(-8_003_584, "-7.63 MiB")]
    [TestCase(1_048_575, "1.00 MiB")]
    [TestCase(1_073_741_824, "1.00 GiB")]
    [TestCase(long.MaxValue, "8.00 EiB")]
    [TestCase(long.MinValue, "-8.00 EiB")]
    public void RoundedIsBinaryAndSaysSo(long bytes, string text)
    {
        Assert.That(ByteSize.Rounded(bytes), Is.EqualTo(text));
    }

    [Test]
    public void UnderOneHeadingSizesHaveOneUnitAndOnlyZeroIsZero()
    {
        long?[] column = [8_003_584, 4_096, 0, null, -4_096, -8_003_584, 2L << 30];

        Assert.That(column.Select(SizeUnit.Of(column[0], column[1..]).Text), Is.EqualTo(new[] { "7.63 MiB", "0.00 MiB", "0 B", "", "-0.00 MiB", "-7.63 MiB", "2,048.00 MiB" }));
        Assert.That(column.Select(SizeUnit.Of(0, column[..2]).Text).First(), Is.EqualTo("7.63 MiB"));
        Assert.That(SizeUnit.OfLargest(column).Text(column[0]), Is.EqualTo("0.01 GiB"));
    }

    [TestCase(0, "0 B")]
    [TestCase(8_000_120, "8,000,120 B")]
    [TestCase(-1_000, "-1,000 B")]
    public void ExactHasAllDigits(long bytes, string text)
    {
        Assert.That(ByteSize.Exact(bytes), Is.EqualTo(text));
    }
}
