using System.ComponentModel;
using MemMagics.Platform;

namespace MemMagics.Tests.Platform;

/// <summary>A program that the system cannot start at the moment is started a moment later; one that it cannot start at all is not tried again.</summary>
public sealed class ProcessStartTests
{
    private static readonly int s_passing = HostPlatform.Name switch { "Windows" => 1359, "Linux" => 11, _ => 35 };

    [TestCase(0, 1)]
    [TestCase(2, 3)]
    [TestCase(4, 5)]
    public void WhatPassesIsWaitedFor(int failures, int expected)
    {
        var attempts = 0;

        Assert.That(ProcessStart.Retry(() => ++attempts > failures ? "started" : throw new Win32Exception(s_passing)), Is.EqualTo("started"));
        Assert.That(attempts, Is.EqualTo(expected));
    }

    [Test]
    public void WhatDoesNotPassIsTold()
    {
        Assert.That(AttemptsUntilItIsTold(s_passing), Is.EqualTo(5));
    }

    [Test]
    public void AProgramThatIsNotThereIsNotTriedAgain()
    {
        const int NoSuchFile = 2;
        Assert.That(AttemptsUntilItIsTold(NoSuchFile), Is.EqualTo(1));
    }

    private static int AttemptsUntilItIsTold(int error)
    {
        var attempts = 0;
        Assert.That(() => ProcessStart.Retry<string>(Fail), Throws.InstanceOf<Win32Exception>());
        return attempts;

        string Fail()
        {
            attempts++;
            throw new Win32Exception(error);
        }
    }
}
