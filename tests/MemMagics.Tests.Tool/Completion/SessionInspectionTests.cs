namespace MemMagics.Tests.Completion;

/// <summary>What is said about a place of a cell.</summary>
public class SessionInspectionTests
{
    private ServedSession _session = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _session = new ServedSession();
        await _session.RunAsync("/// <summary>Halves.</summary>\nint HalfOf(int n) => n / 2;\nlong HalfOf(long n) => n / 2;\nvar answer = 42;");
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _session.DisposeAsync();

    [Test]
    public async Task OverloadsDocumentationAndValuesAreTold()
    {
        Assert.That(await _session.InspectAsync("HalfOf(¦"), Does.StartWith("int HalfOf(int n)\nlong HalfOf(long n)").And.Contains("Halves."));
        Assert.That(await _session.InspectAsync("answ¦er"), Does.StartWith("int answer").And.EndsWith("Value: 42"));
    }

    [TestCase("await¦ Task.Delay(1)", "Awaited task returns no value")]
    [TestCase("var¦ s = \"\";", "string    (in System)")]
    [TestCase("using System;\nforea¦ch (var x in new[] { 1 }) { }", null)]
    [TestCase("nothingLikeThis¦", null)]
    [TestCase("// answ¦er", null)]
    [TestCase("\"answ¦er\"", "class System.String")]
    [TestCase("1 +¦ 2", "int int.operator +(int left, int right)")]
    [TestCase("#!memit await¦ Task.Delay(1)", "Awaited task returns no value")]
    public async Task WhatHasNoDeclarationOfItsOwn(string cell, string? beginning)
    {
        var text = await _session.InspectAsync(cell);
        Assert.That(text, beginning is null ? Is.Null : Does.Contain(beginning));
    }
}
