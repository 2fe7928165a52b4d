using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;
using MemMagics.Workers;

namespace MemMagics.Tests.Origins;

/// <summary>The events of a real runtime, whole and mutilated: measured code could write into their stream.</summary>
internal sealed class EventReaderTests
{
    private const int Trials = 50;
    private const long MostAllocated = 300 << 20;

    [Test]
    public async Task MutatedEventsAreReadOrRefused()
    {
        // GIVEN the events of a process that starts: every object with its stack, collections, compiled code
        var events = await EventsOfAStart();
        var (recorder, code) = (new AllocationRecorder(markType: 0), new CodeMap());
        var lost = Read(events, recorder, code);
        Assert.That(lost, Is.Zero);
        Assert.That(recorder.Tree.Count, Is.GreaterThan(100), "unchanged, it has call paths");
        Assert.That(Enumerable.Range(1, recorder.Tree.Count - 1).Count(node => code.MethodAt(recorder.Tree.Address(node)) is not null), Is.GreaterThan(100), "whose functions are known");

        // WHEN they are changed at random
        var random = new Random(4711);
        var (read, refused) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var mutated = (byte[])events.Clone();
            for (var change = random.Next(1, 20); change > 0; change--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(mutated, new AllocationRecorder(markType: 0), new CodeMap());
                read++;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                refused++;
            }

            // THEN
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated), $"trial {trial}");
        }

        Assert.That(read, Is.Positive);
        Assert.That(refused, Is.Positive);
    }

    private static long Read(byte[] events, AllocationRecorder recorder, CodeMap code)
    {
        var reader = new EventReader(new MemoryStream(events, writable: false), new Both(recorder, new CodeEvents(code)));
        reader.Read();
        recorder.Complete();
        return reader.Lost;
    }

    private static async Task<byte[]> EventsOfAStart()
    {
        const int Verbose = 5;
        const ulong Code = 0x40_0002_0038;
        using var server = DiagnosticsServer.Start();
        await using var worker = WorkerProcess.Start(new WorkerSettings(GcFlavor.Workstation, Tiered: false, $"{server.Name},connect,suspend"));
        worker.WarmUp(WarmUpRun.Run);
        await using var stream = await server.AcceptAsync(CancellationToken.None);
        var selection = new EventSelection(64, new EventGroup(EventSelection.Runtime, AllocationRecorder.EveryObject | CollectionEvents.Keywords | EventTypes.Keywords | Code, Verbose))
        {
            Stacks = true,
            RundownKeywords = 0x20,
        };
        var session = await DiagnosticsCommand.CollectAsync(stream, selection, CancellationToken.None);
        var events = new MemoryStream();
        var reading = stream.CopyToAsync(events);
        await using (var control = await server.AcceptAsync(CancellationToken.None))
            await DiagnosticsCommand.ResumeAsync(control, CancellationToken.None);
        Assert.That((await worker.ReceiveAsync(CancellationToken.None))!.Kind, Is.EqualTo(MemMagics.Wire.Messages.MessageKind.Ready));
        await using (var control = await server.AcceptAsync(CancellationToken.None))
            await DiagnosticsCommand.StopAsync(control, session, CancellationToken.None);
        await reading;
        return events.ToArray();
    }

    private sealed class Both(IEventSink one, IEventSink other) : IEventSink
    {
        public void OnStack(int id, ReadOnlySpan<ulong> addresses)
        {
            one.OnStack(id, addresses);
            other.OnStack(id, addresses);
        }

        public void OnEvent(EventProvider provider, int number, in EventBlobs blob)
        {
            one.OnEvent(provider, number, blob);
            other.OnEvent(provider, number, blob);
        }

        public void OnSequencePoint()
        {
            one.OnSequencePoint();
            other.OnSequencePoint();
        }
    }
}
