namespace MemMagics.Tests.State;

/// <summary>Asserts that code describes a value in the worker as it does in the notebook.</summary>
internal static class SameDescription
{
    public static async Task Of(string cell, string description)
    {
        await using var trip = await Trip.Of(cell);

        // act
        var arrived = trip.Value(description);

        // assert
        var own = await trip.OwnValue(description);
        Assert.That(own, Is.Not.Null.And.Not.Empty);
        Assert.That(arrived, Is.EqualTo(own));
    }
}
