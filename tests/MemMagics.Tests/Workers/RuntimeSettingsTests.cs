using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

/// <summary>Settings of the runtime in the user's environment change no figure and write nothing; variables of programs are what the notebook has.</summary>
[NonParallelizable]
internal sealed class RuntimeSettingsTests
{
    // A box that the optimiser removes: 24 B where it does not.
    private const string Optimised = "((object)5).GetHashCode()";

    [TestCase("COMPlus_JITMinOpts", "1")]
    [TestCase("DOTNET_JITMinOpts", "1")]
    [TestCase("DOTNET_JitObjectStackAllocation", "0")]
    [TestCase("COMPlus_TieredCompilation", "1")]
    [TestCase("DOTNET_ReadyToRun", "0")]
    [TestCase("DOTNET_EnableHWIntrinsic", "0")]
    [TestCase("COMPlus_GCHeapHardLimit", "2000000")]
    [TestCase("DOTNET_gcServer", "1")]
    [TestCase("DOTNET_JitDisasm", "*")]
    [TestCase("DOTNET_JitDisasmSummary", "1")]
    [TestCase("DOTNET_Thread_DefaultStackSize", "fffffffff")]
    [TestCase("DOTNET_EnableEventPipe", "1")]
    [TestCase("DOTNET_DiagnosticPorts", "/nowhere,connect,suspend")]
    [TestCase("DOTNET_STARTUP_HOOKS", "/nowhere.dll")]
    [TestCase("DOTNET_ADDITIONAL_DEPS", "/nowhere.json")]
    [TestCase("DOTNET_SHARED_STORE", "/nowhere")]
    [TestCase("DOTNET_ROLL_FORWARD", "Disable")]
    [TestCase("CORECLR_ENABLE_PROFILING", "1")]
    [TestCase("COREHOST_TRACE", "1")]
    [TestCase("DOTNET_HOST_TRACE", "1")]
    [TestCase("MALLOC_ARENA_MAX", "64")]
    [TestCase("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")]
    public async Task ASettingOfTheRuntimeReachesNoWorker(string name, string value)
    {
        using var setting = new EnvironmentVariable(name, value);
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(Optimised, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Allocated, Is.Zero);
        Assert.That(report.Printed, Is.Empty);
    }

    [TestCase("DOTNET_PerfMapEnabled", "1", "perf-*.map")]
    [TestCase("DOTNET_JitStdOutFile", "{0}/jit.txt", "jit.txt")]
    [TestCase("DOTNET_EventPipeOutputPath", "{0}/trace.nettrace", "*.nettrace")]
    [TestCase("DOTNET_DbgMiniDumpName", "{0}/dump", "dump")]
    public async Task AWorkerWritesNoFileThatASettingOfTheRuntimeAsksFor(string name, string value, string files)
    {
        using var folder = new TemporaryFolder();
        using var setting = new EnvironmentVariable(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, value, folder.Path));
        using var place = new EnvironmentVariable("TMPDIR", folder.Path);
        using var disassembly = new EnvironmentVariable("DOTNET_JitDisasmSummary", "1");
        using var events = new EnvironmentVariable("DOTNET_EnableEventPipe", "1");
        using var dumps = new EnvironmentVariable("DOTNET_DbgEnableMiniDump", "1");
        await using var session = await ScriptSession.Start();

        // act
        Assert.ThrowsAsync<MagicException>(() => session.Memit("Environment.FailFast(\"enough\")"));

        // assert
        await session.DisposeAsync();
        Assert.That(Directory.GetFiles(folder.Path, files), Is.Empty);
    }

    [Test]
    public async Task CodeFindsTheVariablesOfTheNotebookAsTheyAreNowAndNoSettingOfTheRuntime()
    {
        // GIVEN workers on standby
        using var kept = new EnvironmentVariable("MEMMAGICS_TEST_KEPT", "before");
        using var gone = new EnvironmentVariable("MEMMAGICS_TEST_GONE", "before");
        using var program = new EnvironmentVariable("DOTNET_ENVIRONMENT", "Staging");
        using var key = new EnvironmentVariable("DOTNET_Logging__LogLevel__Default", "Debug");
        using var setting = new EnvironmentVariable("DOTNET_TieredCompilation", "0");
        await using var session = await ScriptSession.Start();
        session.Profiler.WarmUp();

        // WHEN a cell changes its environment
        await session.Run("Environment.SetEnvironmentVariable(\"MEMMAGICS_TEST_KEPT\", \"after\"); Environment.SetEnvironmentVariable(\"MEMMAGICS_TEST_GONE\", null);");
        var report = await session.Memit(
            """
            foreach (var name in new[] { "MEMMAGICS_TEST_KEPT", "MEMMAGICS_TEST_GONE", "DOTNET_ENVIRONMENT", "DOTNET_Logging__LogLevel__Default", "DOTNET_TieredCompilation", "DOTNET_EnableDiagnostics", "DOTNET_TieredPGO" })
                Console.Write((Environment.GetEnvironmentVariable(name) ?? "none") + " ");
            """,
            request => request with { Repeat = 1, Call = CallChoice.Cold });

        // THEN
        Assert.That(report.Printed, Is.EqualTo("after none Staging Debug none none none "));
    }

    [Test]
    public async Task TheWarmCallFindsTheVariablesThatTheFirstOneFound()
    {
        using var kept = new EnvironmentVariable("MEMMAGICS_TEST_KEPT", "before");
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(
            "foreach (var name in new[] { \"MEMMAGICS_TEST_KEPT\", \"MEMMAGICS_TEST_NEW\" }) { Console.Write((Environment.GetEnvironmentVariable(name) ?? \"none\") + \" \"); Environment.SetEnvironmentVariable(name, \"changed\"); }",
            request => request with { Repeat = 1, Call = CallChoice.Warm });

        // assert
        Assert.That(report.Printed, Is.EqualTo("before none before none "));
    }

    [Test]
    public async Task InProcessTheReportNamesTheSettingsOfThisProcess()
    {
        using var setting = new EnvironmentVariable("DOTNET_TieredCompilation", "0");
        using var program = new EnvironmentVariable("DOTNET_ENVIRONMENT", "Staging");
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("1 + 1", request => request with { State = StateMode.InProcess });

        // assert
        Assert.That(report.Notes, Has.One.Contains("DOTNET_TieredCompilation=0").And.Not.Contains("Staging"));
    }

    /// <summary>A variable of this process's environment, until it is disposed. Its own runtime has started long ago.</summary>
    private sealed class EnvironmentVariable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public EnvironmentVariable(string name, string value)
        {
            _name = name;
            _before = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
