using MemMagics.Testing;
using MemMagics.Wire.Messages;

namespace MemMagics.Tests.Testing;

/// <summary>When calls in a process with other threads are known to the byte.</summary>
public class InProcessCallsTests
{
    private static readonly MeteredCall s_alone = Call(100, 0);

    [Test]
    public void OneCallThatWasAloneIsEnoughAfterAFirstOneThatWasAlone()
    {
        Assert.That(Of(s_alone), Is.EqualTo((true, true, 100)));
        Assert.That(Of([Call(100, 168), s_alone], s_alone), Is.EqualTo((true, true, 100)));
    }

    [Test]
    public void AfterAFirstCallThatWasNotAloneOneIsNotEnough()
    {
        Assert.That(Of([Call(100, 168)], first: Call(100, 168)).AreEnough, Is.False);
        Assert.That(Of([s_alone], first: Call(100, 168)), Is.EqualTo((true, false, 100)));
        Assert.That(Of([s_alone, s_alone, s_alone], first: Call(100, 168)), Is.EqualTo((true, true, 100)));
    }

    [Test]
    public void TheLuckiestOfCallsThatDifferIsNotTheFigure()
    {
        var divided = Call(40, 90);

        Assert.That(Of([divided, s_alone], s_alone), Is.EqualTo((false, false, 130)));
        Assert.That(Of(divided, divided, divided, divided, s_alone, s_alone, s_alone, s_alone), Is.EqualTo((false, true, 130)));
        Assert.That(Of(divided, s_alone, Call(104, 0), s_alone), Is.EqualTo((true, true, 104)));
    }

    [Test]
    public void ShortCallsAreKnownWhenMostOfAllAgreeAndNoneIsLower()
    {
        var (threads, less, lengthy) = (Call(100, 50), Call(100, 40), Call(100, 50, milliseconds: 2));

        Assert.That(Of(threads, threads, threads), Is.EqualTo((false, false, 150)));
        Assert.That(Of(threads, threads, threads, threads, threads, threads, threads, Call(100, 218)), Is.EqualTo((true, true, 150)));
        Assert.That(Of(threads, threads, threads, threads, threads, threads, threads, less), Is.EqualTo((false, true, 140)));
        Assert.That(Of(lengthy, lengthy, lengthy, lengthy, lengthy, lengthy, lengthy, lengthy), Is.EqualTo((false, true, 150)));
    }

    private static (bool AreKnown, bool AreEnough, long Allocated) Of(params MeteredCall[] warm) => Of(warm, s_alone);

    private static (bool AreKnown, bool AreEnough, long Allocated) Of(MeteredCall[] warm, MeteredCall first)
    {
        var calls = new InProcessCalls(first) { Warm = warm };
        return (calls.AreKnown, calls.AreEnough, calls.Headline.Figures.Allocated);
    }

    private static MeteredCall Call(long own, long elsewhere, double milliseconds = 0.1) =>
        new(new CallFigures(own + elsewhere, null, 0, null, 0, 0, 0, TimeSpan.FromMilliseconds(milliseconds)), own);
}
