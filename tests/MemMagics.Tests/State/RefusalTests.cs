namespace MemMagics.Tests.State;

/// <summary>What cannot travel is refused by a sentence that leads to it.</summary>
public sealed class RefusalTests
{
    [TestCase("var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose);", "file", "file : FileStream cannot leave this process: it is an open stream.")]
    [TestCase("var memory = new MemoryStream();", "memory.Length", "memory : MemoryStream cannot leave this process: it is an open stream.")]
    [TestCase("class Service { private readonly System.Threading.Thread _worker = new(() => { }); public int N; } var services = new List<Service> { new(), new() };", "services[1].N", "services[0] → _worker : Thread cannot leave this process: it is a thread of this process.")]
    [TestCase("var client = new System.Net.Http.HttpClient();", "client.Timeout", "client : HttpClient cannot leave this process: it holds connections.")]
    [TestCase("class Holder { public IntPtr Handle { get; set; } = 7; } var holder = new Holder();", "holder.Handle", "holder → Handle : IntPtr cannot leave this process: it is an address in this process's memory.")]
    [TestCase("var map = new Dictionary<string, object> { [\"timer\"] = new System.Threading.Timer(_ => { }) };", "map.Count", "Timer cannot leave this process: it is a running timer.")]
    public async Task TheSentenceNamesVariablePathTypeAndReason(string cell, string code, string expected)
    {
        await using var trip = await Trip.Of(cell);

        // act
        var sentence = trip.Refusal(code);

        // assert
        Assert.That(sentence, Does.Contain(expected));
        Assert.That(sentence, Does.Contain("--replay").And.Contain("--in-process"));
    }

    [Test]
    public async Task WhatTheCodeDoesNotReachIsNotRefused()
    {
        await using var trip = await Trip.Of("var client = new System.Net.Http.HttpClient(); var n = 1;");

        Assert.That(trip.Value("n + 1"), Is.EqualTo(2));
    }
}
