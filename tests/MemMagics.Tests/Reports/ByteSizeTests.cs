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

    [TestCase(0, "0 B")]
    [TestCase(8_000_120, "8,000,120 B")]
    [TestCase(-1_000, "-1,000 B")]
    public void ExactHasAllDigits(long bytes, string text)
    {
        Assert.That(ByteSize.Exact(bytes), Is.EqualTo(text));
    }
}
