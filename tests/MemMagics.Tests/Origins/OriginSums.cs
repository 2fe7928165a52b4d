using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>By type, by line and by path are the same objects in another order: whatever is measured, they add up alike.</summary>
internal static class OriginSums
{
    /// <summary>Where a report's objects come from. When that is not known the report says why, and so does the test that fails.</summary>
    public static AllocationOrigins Of(MemitReport report)
    {
        Assert.That(report.Where, Is.Not.Null, $"{report.Failure} {string.Join(' ', report.Notes)}");
        return report.Where!;
    }

    /// <summary>Asserts that all three say the same of every type, and that nothing is more than what was allocated.</summary>
    public static void AssertAgree(AllocationOrigins where)
    {
        var types = where.Types.ToDictionary(type => type.Type, type => (type.Objects, type.Bytes, type.Alive));
        var lines = ByType(where.Lines.SelectMany(line => line.Types));
        var tree = ByType(Frames(where.Tree).SelectMany(frame => frame.Types));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Is.EquivalentTo(types), "by line");
            Assert.That(tree, Is.EquivalentTo(types), "by path");
            Assert.That((where.Tree.TotalObjects, where.Tree.TotalBytes, where.Tree.TotalAlive), Is.EqualTo((where.Objects, where.Bytes, where.Alive)), "the root");
            Assert.That(where.Lines.Sum(line => line.Bytes), Is.EqualTo(where.Bytes));
            Assert.That(where.Types.Where(type => type.Bytes <= 0 || type.Alive < 0 || type.Alive > type.Bytes), Is.Empty);
            if (where.Mode == OriginMode.Exact)
                Assert.That(where.Types.Where(type => type.Objects <= 0 || type.Bytes < 24 * type.Objects), Is.Empty, "no object is less than 24 B");

            Assert.That(where.Types.Select(type => type.Bytes), Is.Ordered.Descending);
            Assert.That(where.Lines.Select(line => line.Bytes), Is.Ordered.Descending);
            Assert.That(Frames(where.Tree).Where(frame => frame.Children.Any(child => child.TotalObjects == 0)).Select(frame => frame.Frame), Is.Empty, "a path leads to objects");
        }
    }

    public static IEnumerable<OriginFrame> Frames(OriginFrame frame) => frame.Children.SelectMany(Frames).Prepend(frame);

    private static Dictionary<string, (long Objects, long Bytes, long Alive)> ByType(IEnumerable<OriginType> types) =>
        types.GroupBy(type => type.Type).ToDictionary(group => group.Key, group => (group.Sum(type => type.Objects), group.Sum(type => type.Bytes), group.Sum(type => type.Alive)));
}
