using System.Reflection;
using System.Text.RegularExpressions;
using MemMagics.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Tests.Testing;

/// <summary>The messages of failed budgets.</summary>
[NonParallelizable]
public class BudgetMessageTests
{
    [Test]
    public void TheFunctionToGoOnWithIsOneThatHasALineTable()
    {
        static byte[] Local() => new byte[3000];

        var message = Failure(() => Memory.Budget(() => (Local(), Made.Small()), allocated: 0));

        // This process has other threads, whose bytes the message leaves open.
        Assert.That(message, Does.Match("^Over budget: allocated (between )?4,048 B"));
        var named = Regex.Match(message, "Memory.Lines\\(code, \"(.*)\"\\)").Groups[1].Value;
        Assert.That(named, Is.EqualTo("BudgetMessageTests.TheFunctionToGoOnWithIsOneThatHasALineTable"));
        Assert.That(Memory.Lines(() => Local(), named)[named].Lines.Sum(static line => line.Allocated), Is.EqualTo(3_024));
    }

    [TestCase("BudgetMessageTests.Made.Small", "BudgetMessageTests.Made.Small")]
    [TestCase("BudgetMessageTests.Made.Count", "BudgetMessageTests.Made.Count")]
    [TestCase("BudgetMessageTests.Made.Count.get", "BudgetMessageTests.Made.Count.get")]
    [TestCase("BudgetMessageTests.Box.Box", "BudgetMessageTests.Box.Box")]
    [TestCase("BudgetMessageTests.Box<int>.Of", "BudgetMessageTests.Box<int>.Of")]
    [TestCase("BudgetMessageTests.TheFunctionToGoOnWithIsOneThatHasALineTable.Local", "BudgetMessageTests.TheFunctionToGoOnWithIsOneThatHasALineTable")]
    [TestCase("BudgetMessageTests.TheFunctionToGoOnWithIsOneThatHasALineTable.Local.Inner", "BudgetMessageTests.TheFunctionToGoOnWithIsOneThatHasALineTable")]
    [TestCase("BudgetMessageTests.lambda, line 22", null)]
    [TestCase("BudgetMessageTests.Made.Run@12-1.MoveNext", "BudgetMessageTests.Made")]
    [TestCase("Tests.Run@12-1.MoveNext", null)]
    [TestCase("lambda, line 22", null)]
    [TestCase("cell 1", null)]
    [TestCase("Nowhere.Nothing", null)]
    public void AFunctionInAFunctionIsInTheTableOfTheMemberAroundIt(string function, string? member) =>
        Assert.That(FunctionName.MemberOf(function, typeof(BudgetMessageTests).Assembly), Is.EqualTo(member));

    [Test]
    public void WhereNoOtherProcessCanLoadTheCodeTheMessageHasTheFigureAndSaysWhy()
    {
        var compilation = CSharpCompilation.Create(
            "MadeWhileTestsRun",
            [CSharpSyntaxTree.ParseText("public static class Made { public static byte[] Large() => new byte[1000]; }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Success, Is.True);
        var code = Assembly.Load(image.ToArray()).GetType("Made")!.GetMethod("Large")!.CreateDelegate<Func<byte[]>>();

        var message = Failure(() => Memory.Budget(code, allocated: 0));

        Assert.That(message, Does.Match("^Over budget: allocated (between )?1,024 B").And.Contains("Which lines allocate is not known: The code is in MadeWhileTestsRun, which is in no file"));
    }

    private static string Failure(Action budget) => Assert.Throws<AssertionException>(budget)!.Message;

    private static class Made
    {
        public static int Count => 1;

        public static byte[] Small() => new byte[1000];
    }

    private sealed class Box<T>
    {
        public static Box<T> Of() => new();
    }
}
