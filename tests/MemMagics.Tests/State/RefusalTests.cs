namespace MemMagics.Tests.State;

/// <summary>What cannot travel is refused by a sentence that leads to it.</summary>
public sealed class RefusalTests
{
    [TestCase("var source = new System.Threading.CancellationTokenSource(60000);", "source.IsCancellationRequested", "source : CancellationTokenSource cannot leave this process: it has a timer running.")]
    [TestCase("var odd = Array.CreateInstance(typeof(int), new[] { 2, 2 }, new[] { 0, 5 });", "odd.Length", "cannot leave this process: it is an array that does not begin at index 0.")]
    [TestCase("var json = System.Text.Json.JsonDocument.Parse(\"1\"); json.Dispose();", "json.ToString()", "json : JsonDocument cannot leave this process: it has been disposed.")]
    [TestCase("var lazy = new Lazy<int>(() => throw new InvalidOperationException()); try { _ = lazy.Value; } catch { }", "lazy.IsValueCreated", "lazy : Lazy<int> cannot leave this process: it failed to make its value and keeps the exception.")]
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
