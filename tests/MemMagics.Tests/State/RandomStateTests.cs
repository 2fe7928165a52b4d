using FsCheck;
using FsCheck.Fluent;

namespace MemMagics.Tests.State;

/// <summary>Whatever a notebook holds, it survives the trip.</summary>
public sealed class RandomStateTests
{
    private static readonly Config s_types = Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(12);
    private static readonly Config s_collections = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Test]
    public void RandomGraphsOfRandomNotebookTypesSurviveTheTrip() => Check.One(s_types, Prop.ForAll(RandomNotebookTypes.Arbitrary, types =>
    {
        var trip = Trip.Of(types.Cell()).GetAwaiter().GetResult();
        var own = types.Graph((Type[])trip.Session.State.GetVariable("types").Value);
        trip.Session.State.GetVariable("root").Value = own;

        // act
        var arrived = trip.Value("root");

        SameGraph.Verify(own, arrived);
    }));

    [Test]
    public void RandomCollectionsSurviveTheTrip()
    {
        var trip = Trip.Of("object root = null;").GetAwaiter().GetResult();
        Check.One(s_collections, Prop.ForAll(RandomCollections.Arbitrary, own =>
        {
            trip.Session.State.GetVariable("root").Value = own;

            // act
            var arrived = trip.Value("root");

            SameGraph.Verify(own, arrived);
        }));
    }
}
