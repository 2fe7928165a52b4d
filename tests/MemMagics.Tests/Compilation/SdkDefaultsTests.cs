using System.Diagnostics;
using MemMagics.Compilation;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;

namespace MemMagics.Tests.Compilation;

/// <summary>Measured code is compiled with what a Release build of the SDK defines.</summary>
internal sealed class SdkDefaultsTests
{
    [Test]
    public async Task TheSymbolsAreThoseThatTheSdkDefines()
    {
        using var folder = new TemporaryFolder();
        var project = folder.File("app.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");

        // act
        var run = await ToolRun.OfAsync(new ProcessStartInfo(
            "dotnet", ["msbuild", project, "-p:Configuration=Release", "-t:AddImplicitDefineConstants", "-getProperty:DefineConstants"])
        { WorkingDirectory = folder.Path });

        // assert
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(CSharpText.PreprocessorSymbols, Is.EquivalentTo(run.Output.Trim().Split(';')));
    }

    [TestCase("System.Diagnostics.Trace.WriteLine(new string('c', 1000))")]
    [TestCase("Traced()", Description = "a function of an earlier cell")]
    [TestCase("System.Diagnostics.Trace.WriteLine(new string('c', 1000));\nawait Task.CompletedTask;")]
    public async Task CallsThatOnlyTraceAreCompiledAsInShippedCode(string code)
    {
        await using var session = await ScriptSession.Start("void Traced() => System.Diagnostics.Trace.WriteLine(new string('c', 1000));");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.GreaterThanOrEqualTo(2 * 2024));
    }

    [Test]
    public async Task CallsForDebuggingAreNot()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("System.Diagnostics.Debug.WriteLine(new string('c', 1000));", request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.Zero);
    }

    [Test]
    public async Task WhatACellHasUnderADirectiveStaysAsTheNotebookHasIt()
    {
        // GIVEN a host that defines nothing, so that TRACE decides which variable there is
        await using var session = await ScriptSession.Start("#if TRACE\nvar traced = 1;\nint Which() => traced;\n#else\nvar plain = 2;\nint Which() => plain;\n#endif");

        // act
        var report = await session.Memit("Console.WriteLine(Which());", request => request with { Repeat = 1, Call = CallChoice.Cold });

        // assert
        Assert.That(report.Printed, Is.EqualTo("2\n"));
    }

    [TestCase(OptimizationLevel.Debug)]
    [TestCase(OptimizationLevel.Release)]
    public async Task InMeasuredCodeADirectiveFindsTheSymbols(OptimizationLevel ofCells)
    {
        await using var session = await ScriptSession.Start();
        await session.Run("var x = 1;", ofCells);

        // act
        var report = await session.Memit(
            "Console.WriteLine(x);\n#if TRACE && RELEASE && NET10_0_OR_GREATER && !DEBUG\nConsole.WriteLine(\"as shipped\");\n#endif", request => request with { Repeat = 1, Call = CallChoice.Cold });

        // assert
        Assert.That(report.Printed, Is.EqualTo("1\nas shipped\n"));
    }
}
