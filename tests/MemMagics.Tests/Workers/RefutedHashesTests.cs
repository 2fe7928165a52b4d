using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.State;
using MemMagics.Wire.Messages;

namespace MemMagics.Tests.Workers;

/// <summary>On a runtime that keeps its seeds elsewhere, workers compute other hash codes: figures are the same, more slowly.</summary>
[NonParallelizable] // what workers are offered is the whole process's
public sealed class RefutedHashesTests
{
    [TestCase(false)]
    [TestCase(true, TestName = "{m}(another measurement has found it out meanwhile)")]
    public async Task AWorkerThatComputesOthersGetsTablesThatAreBuiltAgain(bool isFoundOutMeanwhile)
    {
        // GIVEN an offer whose proof no worker can give
        var own = HashOffer.OfThisProcess([])!;
        await using var session = await ScriptSession.Start("class K { } var k = new K(); var map = new Dictionary<string, int> { [\"a\"] = 3 }; var byKey = new Dictionary<K, int> { [k] = 4 };");
        WorkerHashes.OfferInTests = own with { Samples = [.. own.Samples.Select(static sample => sample + 1)] };
        try
        {
            // act
            var request = new MemitRequest { Code = "Console.Write(map[\"a\"] + byKey[k])", Repeat = 1, Call = CallChoice.Cold };
            var report = (MemitReport)await session.Profiler.MeasureAsync(session.Notebook, request, isFoundOutMeanwhile ? new AtARun(WorkerHashes.Refute) : null);

            // assert
            Assert.That(report.Failure, Is.Null);
            Assert.That(report.Printed, Is.EqualTo("7"));
            Assert.That(WorkerHashes.AreSame, Is.False);
        }
        finally
        {
            WorkerHashes.OfferInTests = null;
            WorkerHashes.ForgetInTests();
        }
    }

    private sealed class AtARun(Action act) : IProgress<MeasureProgress>
    {
        public void Report(MeasureProgress value)
        {
            if (value.Step.StartsWith("run ", StringComparison.Ordinal))
                act();
        }
    }
}
