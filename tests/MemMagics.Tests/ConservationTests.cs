using MemMagics.Reports;

namespace MemMagics.Tests;

/// <summary>Σ Allocated over a function's lines = what its outermost activations allocated = what it allocates unwoven, to the byte.</summary>
internal sealed class ConservationTests
{
    private static readonly Dictionary<string, string> s_functions = new()
    {
        ["Loop"] = "int[][] Loop(int n)\n{\n    var all = new int[n][];\n    for (var i = 0; i < n; i++)\n        all[i] = new int[i + 1];\n    return all;\n}",
        ["Branch"] = "object Branch(int n)\n{\n    if (n > 3)\n        return new byte[1000];\n    else\n        return new string('x', 100);\n}",
        ["Nested"] = "byte[] Inner(int n)\n{\n    return new byte[n * 100];\n}\nList<byte[]> Nested(int n)\n{\n    var all = new List<byte[]>();\n    for (var i = 1; i <= n; i++)\n        all.Add(Inner(i));\n    return all;\n}",
        ["Recursion"] = "class Node { public Node? Next; public byte[] Load = []; }\nNode? Recursion(int n)\n{\n    if (n == 0)\n        return null;\n    var node = new Node { Load = new byte[n * 10] };\n    node.Next = Recursion(n - 1);\n    return node;\n}",
        ["EarlyReturn"] = "object EarlyReturn(int n)\n{\n    var first = new byte[64];\n    for (var i = 0; i < 10; i++)\n    {\n        var next = new object[i];\n        if (i == n)\n            return (first, next);\n    }\n    return first;\n}",
        ["Caught"] = "string Caught(int n)\n{\n    try\n    {\n        var text = new string('a', n);\n        throw new InvalidOperationException(text);\n    }\n    catch (InvalidOperationException e)\n    {\n        return e.Message + \"!\";\n    }\n}",
        ["Using"] = "int Using(int n)\n{\n    using var stream = new MemoryStream();\n    stream.Write(new byte[n * 100]);\n    using (var writer = new StringWriter())\n    {\n        writer.Write(n);\n        return writer.ToString().Length;\n    }\n}",
        ["SwitchExpression"] = "object SwitchExpression(int n)\n{\n    return n switch\n    {\n        0 => new byte[10],\n        5 => new int[50],\n        _ => \"x\" + n,\n    };\n}",
        ["Lambda"] = "int Lambda(int n)\n{\n    Func<int, byte[]> make = size => new byte[size * n];\n    var sum = 0;\n    for (var i = 0; i < 4; i++)\n        sum += make(i).Length;\n    return sum;\n}",
        ["LocalFunction"] = "List<string> LocalFunction(int n)\n{\n    var names = new List<string>();\n    for (var i = 0; i < n; i++)\n        names.Add(Name(i));\n    return names;\n\n    string Name(int i)\n    {\n        return \"name\" + i;\n    }\n}",
        ["Generic"] = "T[] Generic<T>(T value, int n)\n{\n    var all = new T[n];\n    for (var i = 0; i < n; i++)\n        all[i] = value;\n    return all;\n}",
        ["Linq"] = "Dictionary<int, List<int>> Linq(int n)\n{\n    var numbers = Enumerable.Range(0, n * 100).ToArray();\n    var groups = numbers\n        .Where(number => number % 2 == 0)\n        .GroupBy(number => number % 10)\n        .ToDictionary(group => group.Key, group => group.ToList());\n    return groups;\n}",
    };

    private static IEnumerable<string> Names => s_functions.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task LinesAddUpToWhatTheFunctionAllocatesUnwoven(string name)
    {
        await using var session = await ScriptSession.Start(s_functions[name]);
        var call = name == "Generic" ? "Generic(\"x\", 5)" : $"{name}(5)";

        // act
        var lines = (await session.Mprun(call, name))[name];
        var unwoven = await session.Memit(call, request => request with { Repeat = 1 });

        // assert
        Assert.That(lines.Total.Activations, Is.GreaterThan(0));
        Assert.That(lines.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(lines.Total.Allocated));
        Assert.That(lines.Total.Allocated, Is.EqualTo(unwoven.Worst!.Allocated));
    }

    [Test]
    public async Task AFunctionThatThrowsOutKeepsItsTableUpToThere()
    {
        await using var session = await ScriptSession.Start(
            "byte[] Last = [];\nvoid Throws(int n)\n{\n    Last = new byte[n];\n    if (n > 10)\n        throw new ArgumentException(\"too many\");\n    Last = new byte[2 * n];\n}");

        // act
        var report = await session.Mprun("Throws(1000)", "Throws");

        // assert
        var lines = report["Throws"].Lines;
        Assert.That(report.Failure, Does.StartWith("System.ArgumentException: too many").And.Contain("Throws in cell 1, line 6"));
        Assert.That(lines.Single(line => line.Line == 4).Allocated, Is.EqualTo(1024));
        Assert.That(lines.Single(line => line.Line == 7), Has.Property(nameof(LineFigures.Allocated)).Null.And.Property(nameof(LineFigures.Occurrences)).EqualTo(0));
        Assert.That(lines.Single(line => line.Line == 3).Occurrences, Is.Null, "no code begins at a brace");
        Assert.That(lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(report["Throws"].Total.Allocated));
    }

    [Test]
    public async Task WithoutNamesTheCellItselfAndItsFunctionsAreProfiled()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Mprun("var kept = new List<byte[]>();\nbyte[] Make(int n)\n{\n    return new byte[n];\n}\nfor (var i = 0; i < 3; i++)\n    kept.Add(Make(1000));\nkept.Count");

        // assert
        Assert.That(report.Functions.Select(function => function.Name), Is.EqualTo(new[] { "cell 1", "Make" }));
        Assert.That(report["Make"].Lines.Single(line => line.Line == 4), Has.Property("Allocated").EqualTo(3 * 1024).And.Property("Occurrences").EqualTo(3));
        Assert.That(report["cell 1"].Lines[0].Content, Does.StartWith("#!mprun var kept"));
    }
}
