using System.Reflection;
using NUnit;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace MemMagics.Tests;

/// <summary>
/// Runs tests of this assembly in one process, where there is no SDK with its test host: under Wine, by <c>.ci/windows</c>.
/// <c>dotnet exec MemMagics.Tests.dll RESULTS.trx SKIPPED.txt NAME…</c>, where a name is that of a folder, a fixture or a test, without <c>MemMagics.Tests.</c>.
/// Exit code 0: at least one test passed, and none failed; 1: otherwise; 2: not called so.
/// </summary>
internal static class TestProgram
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var results, var skipped, _, ..])
        {
            Console.Error.WriteLine("Call it with RESULTS.trx SKIPPED.txt NAME…");
            return 2;
        }

        // An exception that leaves a method that the runtime itself has called leaves a handler of Wine's behind, and the thread ends with the next one that the JIT raises.
        // So methods are called by emitted code from the first time on.
        AppContext.SetSwitch("Switch.System.Reflection.ForceEmitInvoke", true);

        // Only these: making the cases of all would run what reads the repository's source, which is not here.
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(Assembly.GetExecutingAssembly(), new Dictionary<string, object>
        {
            [FrameworkPackageSettings.LOAD] = arguments[2..].Select(static name => "MemMagics.Tests." + name).ToList(),
        });
        foreach (var (test, reason) in SkippedTests.Read(skipped, runner.LoadedTest!))
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(PropertyNames.SkipReason, reason);
        }

        var log = new TestLog(Console.Out);
        runner.Run(log, TestFilter.Empty);
        log.Save(results);
        return log.Passed > 0 && log.Failed == 0 ? 0 : 1;
    }
}
