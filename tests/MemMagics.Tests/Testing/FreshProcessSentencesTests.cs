using MemMagics.Testing;

namespace MemMagics.Tests.Testing;

/// <summary>What a test is told of a fresh process: nothing of notebooks, sessions and options.</summary>
[NonParallelizable]
public class FreshProcessSentencesTests
{
    [Test]
    public void AnEndedProcess() => Assert.That(
        Sentence(static () => Memory.MeasureInFreshProcess(static () => Environment.Exit(3))),
        Is.EqualTo("The worker died in run 1 of 3: the measured code ended the process with exit code 3."));

    [Test]
    public void CodeThatAsksForInput() => Assert.That(
        Sentence(static () => Memory.MeasureInFreshProcess(static () => Console.ReadLine())),
        Does.Contain("Measured code cannot ask for input: nobody can type into a fresh process. Put the value into a variable, or read it from a file.").And.Not.Contain("notebook"));

    [Test]
    public void AFunctionThatNobodyHas() => Assert.That(
        Sentence(static () => Memory.Lines(static () => 1, "Nope")),
        Is.EqualTo("There is no function or type 'Nope' in the tests or what they refer to."));

    [Test]
    public void CodeThatTakesLongToMeasureTwice()
    {
        var lines = Memory.Lines(static () => Long(), "FreshProcessSentencesTests.Long");

        Assert.That(lines.Notes, Has.Some.EqualTo("Only the first call was measured, because it took longer than 2 s."));
    }

    [Test]
    public void AFunctionOfAGenericTypeAsItIsWritten()
    {
        var lines = Memory.Lines(static () => Several<string>.Of(10), "FreshProcessSentencesTests.Several<string>.Of");

        Assert.That(lines.Functions.Single().Total.Allocated, Is.EqualTo(104));
    }

    private static void Long() => Thread.Sleep(2_050);

    private static string Sentence(Action measure) => Assert.Throws<MagicException>(measure)!.Message;

    private static class Several<T>
    {
        public static T[] Of(int count)
        {
            var all = new T[count];
            GC.KeepAlive(all);
            return all;
        }
    }
}
