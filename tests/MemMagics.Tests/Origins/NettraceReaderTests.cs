using MemMagics.Origins.Events;

namespace MemMagics.Tests.Origins;

internal sealed class NettraceReaderTests
{
    [TestCase("Nettrace!FastSerialization.2 and much more of a format that is not yet known")]
    [TestCase("HTTP/1.1 400 Bad Request, and other things that a stream may be")]
    public void AStreamInAnotherFormatIsRefused(string content)
    {
        var reader = new NettraceReader(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(content)));

        // act, assert
        Assert.Throws<InvalidDataException>(reader.ReadStart);
    }

    [Test]
    public void AStreamThatBreaksOffIsRefused()
    {
        var reader = new NettraceReader(new MemoryStream("Nettr"u8.ToArray()));

        // act, assert
        Assert.Throws<EndOfStreamException>(reader.ReadStart);
    }
}
