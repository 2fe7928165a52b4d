using System.Reflection;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Testing.Engine;

/// <summary>Code of a test as a session of the engine: one variable, which is the code, and references to all that the tests use.</summary>
public static class TestSession
{
    private const string Variable = "code";

    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private static readonly CodeOrigin s_origin = new("the test");

    // Its workers end by themselves when this process does.
    private static readonly MemoryProfiler s_profiler = new();

    // It makes one measurement at a time, and tests run side by side.
    private static readonly SemaphoreSlim s_turn = new(1);

    /// <summary>Measures code in fresh processes.</summary>
    /// <param name="call">The code: an <see cref="Action"/> or <c>Func</c> without parameters, or one that takes what to wait for and returns a task.</param>
    /// <param name="tests">The assembly of the test.</param>
    /// <param name="function">The function to profile line by line, with or without its namespace; <see langword="null"/> to measure the code as a whole.</param>
    /// <param name="findsOrigins">Whether the origins of the objects are found.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="MagicException">It cannot be measured.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public static async Task<Report> MeasureAsync(Delegate call, Assembly tests, string? function, bool findsOrigins, CancellationToken cancellationToken)
    {
        var request = Limited(function is null
            ? new MemitRequest { Code = Variable, CodeIsDelegate = true, Origin = s_origin, Where = findsOrigins ? WhereChoice.Auto : WhereChoice.None, Repeat = findsOrigins ? 1 : null }
            : Lines(function), cancellationToken);
        await s_turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await SessionAsync(call, tests).ConfigureAwait(false);
            try
            {
                return TestSentence.Of(await s_profiler.MeasureAsync(session, request, progress: null, cancellationToken).ConfigureAwait(false));
            }
            catch (MagicException e) when (function is not null && TestSentence.OnlyFunction(e.Message, function) is { } only)
            {
                return TestSentence.Of(await s_profiler.MeasureAsync(session, Limited(Lines(only), cancellationToken), progress: null, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (MagicException e)
        {
            throw new MagicException(TestSentence.Of(e.Message), e.InnerException);
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>A test that can stop its measurement says itself when that takes too long.</summary>
    private static MeasureRequest Limited(MeasureRequest request, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? request with { Timeout = s_longest } : request;

    private static MprunRequest Lines(string function) => new() { Code = Variable, CodeIsDelegate = true, Origin = s_origin, Functions = [function] };

    private static async Task<NotebookSession> SessionAsync(Delegate call, Assembly tests)
    {
        var references = TestReferences.Of(tests);
        var state = await CSharpScript.Create($"System.Delegate {Variable} = null;", references.Options).RunAsync().ConfigureAwait(false);
        state.GetVariable(Variable).Value = call;
        return new NotebookSession(state) { NativeLibraryFolders = references.NativeFolders };
    }
}
