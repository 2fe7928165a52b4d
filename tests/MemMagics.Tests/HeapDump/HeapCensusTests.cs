using MemMagics.Worker.HeapDump;

namespace MemMagics.Tests.HeapDump;

internal sealed class HeapCensusTests
{
    [Test]
    public void ManyTypesAreCountedApart()
    {
        using var before = new HeapCensus();
        using var after = new HeapCensus();
        for (var type = 1; type <= 20_000; type++)
        {
            before.Add(type * 8, 24);
            for (var i = 0; i <= type % 3; i++)
                after.Add(type * 8, 24);
        }

        // act
        after.Subtract(before);

        // assert: a third of them has as many objects as before, and is not told
        var expected = Enumerable.Range(1, 20_000).Where(type => type % 3 > 0).Select(type => ((nint)(type * 8), (long)(type % 3), (long)(type % 3 * 24)));
        Assert.That(after.Counts(), Is.EquivalentTo(expected));
    }
}
