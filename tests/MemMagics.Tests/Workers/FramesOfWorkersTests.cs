using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.State;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;
using MemMagics.Workers;

namespace MemMagics.Tests.Workers;

/// <summary>Whatever comes from a worker is a result or is refused: nothing else happens in the notebook's process.</summary>
internal sealed class FramesOfWorkersTests
{
    private const int HeaderSize = 5;
    private const long MostAllocated = 200 << 20;

    // More on request: MEMMAGICS_FUZZ=100 makes a hundred times as many.
    private static readonly int s_trials = 400 * (int.TryParse(Environment.GetEnvironmentVariable("MEMMAGICS_FUZZ"), out var times) ? times : 1);

    private static readonly long[] s_extremes = [long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, -1, 0, 1L << 50, 1L << 53];

    [TestCase("figures and a timeline", "new byte[1000]")]
    [TestCase("lines", "Half(8)")]
    [TestCase("lines of code that throws", "Half(7)")]
    [TestCase("arrays", "large.Length + new byte[1000].Length")]
    public async Task MutatedFramesAreAReportOrRefused(string what, string code)
    {
        // GIVEN what a real worker sends
        await using var session = await ScriptSession.Start("int Half(int n)\n{\n    if (n % 2 != 0)\n        throw new ArgumentException(\"odd\");\n    return new byte[n].Length / 2;\n}", "var large = new byte[3_000_000];");
        var request = RequestFor(what, code);
        using var libraries = new ReferencedLibraries();
        using var plan = MeasurementPlan.Make(session.Notebook, request, new SubmissionEmitter(), libraries, step: null, CancellationToken.None);
        var run = plan.Run;
        var frames = await FramesOf(run);
        Assert.That(Outcome(frames, run, plan), Is.Not.Null, "unchanged, it is a report");

        // WHEN it is changed at random
        var random = new Random(4711);
        var (reports, refused) = (0, 0);
        for (var trial = 0; trial < s_trials; trial++)
        {
            var mutated = Mutated(frames, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (Outcome(mutated, run, plan) is { } outcome)
                {
                    Render(new ReportAssembly(session.Notebook, request, 1, plan, [outcome]));
                    reports++;
                }
            }
            catch (Exception e) when (e is InvalidDataException or WorkerHashesException)
            {
                refused++;
            }

            // THEN
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostAllocated), $"trial {trial}");
        }

        Assert.That(refused, Is.GreaterThan(s_trials / 10));
        Assert.That(reports, Is.Positive);
    }

    [TestCase(-2_105_094_074, 6)]
    [TestCase(int.MaxValue, 6)]
    [TestCase(1 << 29, (byte)MessageKind.NamesKnown)]
    [TestCase(0, 200)]
    [TestCase(0, 0)]
    [TestCase(100, (byte)MessageKind.Finished)]
    [TestCase(100, (byte)MessageKind.Run)]
    public void AFrameThatNoWorkerSendsIsRefusedBeforeMemoryIsTakenForIt(int length, byte kind)
    {
        var header = new byte[HeaderSize];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        header[4] = kind;
        var before = GC.GetAllocatedBytesForCurrentThread();

        // act, assert
        Assert.That(() => new Connection(new MemoryStream(header), Stream.Null, FrameLimits.FromWorker).Receive(), Throws.InstanceOf<InvalidDataException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void AFrameThatIsOnlyAnnouncedTakesNoMemory()
    {
        var header = new byte[HeaderSize];
        BinaryPrimitives.WriteInt32LittleEndian(header, FrameLimits.FromWorker(MessageKind.NamesKnown));
        header[4] = (byte)MessageKind.NamesKnown;
        var before = GC.GetAllocatedBytesForCurrentThread();

        // act
        var message = new Connection(new MemoryStream(header), Stream.Null, FrameLimits.FromWorker).Receive();

        // assert
        Assert.That(message, Is.Null);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends a signal.")]
    public async Task ARequestThatTheWorkerDoesNotReadCanBeStopped()
    {
        // GIVEN a worker that does not go on
        await using var worker = WorkerProcess.Start(new WorkerSettings(GcFlavor.Workstation, Tiered: false));
        using (var stop = Process.Start("kill", ["-STOP", worker.Id.ToString(CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync();
        var large = WarmUpRun.Run with { Images = [new AssemblyImage("large", new byte[64 << 20], [])] };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        // act, assert
        Assert.That(async () => await worker.RunAsync(large, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(worker.IsSuspended, Is.True);
    }

    private static MeasureRequest RequestFor(string what, string code)
    {
        var origin = new CodeOrigin("cell 3", 1, 9, code);
        return what.StartsWith("lines", StringComparison.Ordinal)
            ? new MprunRequest { Code = code, Origin = origin, Functions = ["Half"], Retained = true }
            : new MemitRequest { Code = code, Origin = origin, Plot = what.Contains("timeline", StringComparison.Ordinal), Call = CallChoice.Warm };
    }

    /// <summary>What a worker writes to its standard output for a request, to its end.</summary>
    private static async Task<List<byte[]>> FramesOf(RunRequest run)
    {
        using var process = Process.Start(WorkerCommand.For(new WorkerSettings(GcFlavor.Workstation, Tiered: false)))!;
        var connection = new Connection(Stream.Null, process.StandardInput.BaseStream, FrameLimits.FromWorker);
        if (WorkerHashes.Offer is { } offer)
            connection.Send(MessageKind.Hashes, offer.Write);
        connection.Send(MessageKind.Run, (run with { EndOfPrinted = "[end]" }).Write);

        // Answers that the worker will ask for: the content is in the file (where it is not, but its figures do not depend on it).
        connection.Send(MessageKind.ArraysCopied, writer => writer.Write(false));
        connection.Send(MessageKind.ArraysCopied, writer => writer.Write(false));
        using var all = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(all);
        await process.WaitForExitAsync();

        var frames = new List<byte[]>();
        for (var bytes = all.ToArray().AsSpan(); bytes.Length > 0; bytes = bytes[frames[^1].Length..])
            frames.Add(bytes[..(HeaderSize + BinaryPrimitives.ReadInt32LittleEndian(bytes))].ToArray());

        return frames;
    }

    /// <summary>What the engine makes of the frames; <see langword="null"/> when they end too early.</summary>
    private static RunOutcome? Outcome(List<byte[]> frames, RunRequest run, MeasurementPlan plan)
    {
        var connection = new Connection(new MemoryStream([.. frames.SelectMany(frame => frame)]), Stream.Null, FrameLimits.FromWorker);
        var results = new RunResults(run);
        while (connection.Receive() is { } message)
        {
            if (message.Kind == MessageKind.ArraysWanted)
            {
                var places = message.Read(static reader => reader.ReadList(ArrayPlace.Read));
                if (places.Count > 0)
                    Assert.That(plan.Arrays, Is.Not.Null);
            }
            else if (results.Add(message))
            {
                return results.Outcome;
            }
        }

        return null;
    }

    private static void Render(ReportAssembly assembly)
    {
        try
        {
            var report = assembly.Build();
            _ = ReportText.Render(report);
            _ = ReportHtml.Render(report);
            _ = ReportMarkdown.Render(report);
            _ = ReportJson.Render(report).ToJsonString();
        }
        catch (MagicException)
        {
            // A sentence.
        }
    }

    private static List<byte[]> Mutated(List<byte[]> frames, Random random)
    {
        var mutated = frames.ConvertAll(frame => (byte[])frame.Clone());
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            if (mutated.Count == 0)
                break;

            var at = random.Next(mutated.Count);
            switch (random.Next(9))
            {
                case 0:
                    mutated.RemoveAt(at);
                    break;
                case 1:
                    mutated.Insert(random.Next(mutated.Count), mutated[at]);
                    break;
                case 2:
                    mutated[at][4] = (byte)random.Next(256);
                    break;
                case 3:
                    BinaryPrimitives.WriteInt32LittleEndian(mutated[at], (int)s_extremes[random.Next(s_extremes.Length)]);
                    break;
                case 4:
                    mutated[at] = Sealed([.. mutated[at][..random.Next(HeaderSize, mutated[at].Length + 1)]]);
                    break;
                case 5:
                    mutated[at] = Sealed([.. mutated[at], .. Garbage(random)]);
                    break;
                case 6:
                    mutated.Insert(at, Garbage(random));
                    break;
                default:
                    Change(mutated[at], random);
                    break;
            }
        }

        return mutated;
    }

    private static void Change(byte[] frame, Random random)
    {
        if (frame.Length <= HeaderSize)
            return;

        var at = random.Next(HeaderSize, frame.Length);
        if (random.Next(2) == 0 && frame.Length - at >= sizeof(long))
            BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(at), s_extremes[random.Next(s_extremes.Length)]);
        else
            frame[at] = (byte)random.Next(256);
    }

    private static byte[] Sealed(byte[] frame)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - HeaderSize);
        return frame;
    }

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
