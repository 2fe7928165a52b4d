using System.Xml.Linq;
using NUnit.Framework.Interfaces;

namespace MemMagics.Tests;

/// <summary>Says how each test ended as soon as it did, and, where several run side by side, which one has begun: of a run that was ended from outside that is all there is.</summary>
internal sealed class TestLog(TextWriter writer) : ITestListener
{
    private readonly Lock _lock = new();
    private readonly List<ITestResult> _results = [];

    public int Passed => Count(TestStatus.Passed);

    public int Failed => Count(TestStatus.Failed);

    public void TestStarted(ITest test)
    {
        if (!test.IsSuite)
            Say($"begins {test.FullName}");
    }

    public void TestFinished(ITestResult result)
    {
        // What fails in a suite's setup is a result of each of its tests. What fails in its teardown is the suite's only.
        if (result.Test.IsSuite && result.ResultState.Site != FailureSite.TearDown)
            return;

        lock (_lock)
            _results.Add(result);
        Say($"{result.ResultState.Status.ToString().ToLowerInvariant(),-7} {result.Test.FullName} ({result.Duration:F1} s)");
        if (result.Message is { Length: > 0 } message)
            Say("    " + message.Trim().ReplaceLineEndings("\n    "));
    }

    public void TestOutput(TestOutput output)
    {
    }

    public void SendMessage(TestMessage message)
    {
    }

    /// <summary>Writes the results as the SDK's test logger does, as far as <c>.ci/run</c> reads them.</summary>
    public void Save(string path) => new XElement(
        "TestRun",
        new XElement("Results", _results.Select(Element)),
        new XElement("ResultSummary", new XElement(
            "Counters",
            new XAttribute("total", _results.Count),
            new XAttribute("executed", Passed + Failed),
            new XAttribute("passed", Passed),
            new XAttribute("failed", Failed)))).Save(path);

    private static XElement Element(ITestResult result) => new(
        "UnitTestResult",
        new XAttribute("testName", Printable(result.Test.FullName)),
        new XAttribute("outcome", result.ResultState.Status switch { TestStatus.Passed => "Passed", TestStatus.Failed => "Failed", _ => "NotExecuted" }),
        new XElement("Output", new XElement("ErrorInfo", new XElement("Message", Printable(result.Message)), new XElement("StackTrace", Printable(result.StackTrace)))));

    // XML has no other control characters.
    private static string Printable(string? text) => string.Concat((text ?? "").Select(static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') || char.IsSurrogate(c) || c > '\uFFFD' ? '?' : c));

    private int Count(TestStatus status) => _results.Count(result => result.ResultState.Status == status);

    private void Say(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
