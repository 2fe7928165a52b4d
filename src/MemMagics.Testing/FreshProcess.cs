using System.Reflection;
using MemMagics.Reports;
using MemMagics.Wire.Runtime;

namespace MemMagics.Testing;

/// <summary>Measures code in fresh processes of the test's assembly, by the engine, which is loaded when it is first needed.</summary>
internal static class FreshProcess
{
    private const string Beside = "memmagics";
    private const string Engine = "MemMagics.Testing.Engine";

    // ROOT/shared/Microsoft.NETCore.App/10.0.x
    private static readonly bool s_isOnInstalledDotnet = Path.GetFileName(Path.GetDirectoryName(DotnetHost.RuntimeFolder)) == "Microsoft.NETCore.App";

    private static readonly Lazy<EngineCall> s_engine = new(Load, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>What the engine's assembly has for this one: types of the framework and of the reports only.</summary>
    /// <param name="call">The code, as <see cref="TestCode.Call"/>.</param>
    /// <param name="tests">The assembly of the test.</param>
    /// <param name="function">The function to profile line by line; <see langword="null"/> to measure the code as a whole.</param>
    /// <param name="findsOrigins">Whether the origins of the objects are found.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    private delegate Task<Report> EngineCall(Delegate call, Assembly tests, string? function, bool findsOrigins, CancellationToken cancellationToken);

    /// <summary>Measures code.</summary>
    /// <exception cref="MagicException">It cannot be measured in another process, or threw there.</exception>
    public static MemitReport Measure(TestCode code, bool findsOrigins, CancellationToken cancellationToken) =>
        (MemitReport)Run(code, null, findsOrigins, cancellationToken);

    /// <summary>Measures a function line by line while code runs.</summary>
    /// <exception cref="MagicException">It cannot be measured in another process, or the code threw there.</exception>
    public static LineReport Lines(TestCode code, string function, CancellationToken cancellationToken) =>
        (LineReport)Run(code, function, findsOrigins: false, cancellationToken);

    private static Report Run(TestCode code, string? function, bool findsOrigins, CancellationToken cancellationToken) =>
        MeasurementTurn.Run(() => Call(code, function, findsOrigins, cancellationToken), cancellationToken);

    private static Report Call(TestCode code, string? function, bool findsOrigins, CancellationToken cancellationToken)
    {
        if (!s_isOnInstalledDotnet)
        {
            throw new MagicException(
                "The tests bring their own .NET (self-contained, or in a single file), and a fresh process runs on the installed one. Build the test project without SelfContained and PublishSingleFile.");
        }

        ClosureCaches.Clear(code.Original);

        // On a thread of the pool, since the test's own may have a synchronisation context that waits for this one.
        var report = Task.Run(() => s_engine.Value(code.Call, code.Tests, function, findsOrigins, cancellationToken), cancellationToken).GetAwaiter().GetResult();
        return report.Failure is { } failure ? throw new MagicException($"In a fresh process, where static fields are what their own initialisers make them, the code failed: {failure}") : report with { Code = code.Text, Hint = null };
    }

    private static EngineCall Load()
    {
        var folder = Folders().FirstOrDefault(static folder => File.Exists(Path.Combine(folder, Engine + ".dll")))
            ?? throw new MagicException(
                $"The engine of MemMagics.Testing is in none of these folders: {string.Join(", ", Folders())}. Build the test project here, or, for tests that run elsewhere, with <MemMagicsCopyEngine>true</MemMagicsCopyEngine> in it.");
        var context = new EngineLoadContext(folder);
        context.LendRoslyn();
        var measure = context.LoadFromAssemblyPath(Path.Combine(folder, Engine + ".dll")).GetType(Engine + ".TestSession", throwOnError: true)!.GetMethod("MeasureAsync")!;
        return measure.CreateDelegate<EngineCall>();
    }

    /// <summary>Where the engine can be: beside the tests, or where the package was when they were built.</summary>
    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(Path.GetDirectoryName(typeof(FreshProcess).Assembly.Location)!, Beside);
        if (AppContext.GetData(Engine) is string { Length: > 0 } package)
            yield return package;
    }
}
