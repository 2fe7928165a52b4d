using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMagics.Platform;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Tests.Workers;

/// <summary>Peak where the system keeps no high-water mark.</summary>
public class PeakSamplerTests
{
    private const int Size = 64 << 20;

    [Test]
    public void PeakIsTheLargestSampleOfTheCallAndOfNoOther()
    {
        using var sampler = new PeakSampler(HostPlatform.Memory.Read);
        var first = sampler.Complete(CallOf(() => Touch(Size)));
        var second = sampler.Complete(CallOf(() => Thread.Sleep(20)));

        Assert.That(first.Peak, Is.InRange(Size, 2 * Size));
        Assert.That(second.Peak, Is.LessThan(Size));
        Assert.That(first.IsPeakSampled);
    }

    [Test]
    public void ThePeakOfALongRunIsKept()
    {
        var reads = 0;
        using var sampler = new PeakSampler(() => Interlocked.Increment(ref reads) == 5 ? Size : 1, capacity: 16);
        var call = CallOf(() => SpinWait.SpinUntil(() => Volatile.Read(ref reads) > 100)) with { StartedAt = 0, ResidentBefore = 1 };

        Assert.That(sampler.Complete(call).Peak, Is.EqualTo(Size - 1));
    }

    [Test]
    public void TheSystemsOwnMarkIsLeft()
    {
        using var sampler = new PeakSampler(static () => Size);
        var call = CallOf(() => Thread.Sleep(20)) with { Peak = 1 };

        Assert.That(sampler.Complete(call), Is.EqualTo(call));
    }

    private static CallFigures CallOf(Action code)
    {
        var before = HostPlatform.Memory.Read();
        var startedAt = Stopwatch.GetTimestamp();
        code();
        return new CallFigures(0, Peak: null, 0, Retained: null, 0, 0, 0, TimeSpan.Zero) { StartedAt = startedAt, EndedAt = Stopwatch.GetTimestamp(), ResidentBefore = before };
    }

    private static unsafe void Touch(int bytes)
    {
        var start = (byte*)NativeMemory.Alloc((nuint)bytes);
        for (var at = 0; at < bytes; at += Environment.SystemPageSize)
            start[at] = 1;
        Thread.Sleep(50);
        NativeMemory.Free(start);
    }
}
