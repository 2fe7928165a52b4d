using System.Runtime.CompilerServices;
using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>Measures what code costs in memory, in a unit test of any framework.</summary>
/// <remarks>
/// <para>
/// Code is called at least twice: the first call pays for what happens once (compiled code, static constructors, caches), the figures are of a
/// call after it. Asynchronous code (<see cref="Task"/>, <see cref="ValueTask"/>) is awaited. It all runs in the default execution context:
/// <see cref="AsyncLocal{T}"/> values of the test, such as its framework's context, are not seen. What the code throws in the test's own
/// process is thrown as it is.
/// </para>
/// <para>
/// In a fresh process of the same test assembly the code finds copies of all that it has captured. What cannot be copied (streams,
/// handles, running tasks and the like) is named by a <see cref="MagicException"/>. Static fields are what their own initialisers make them.
/// </para>
/// </remarks>
public static class Memory
{
    /// <summary>Measures in the test's own process: <see cref="Figures.Allocated"/> to the byte, on all threads. In a fresh one where other threads of the process allocate, too.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Stops the measurement, between two calls of the code or in a fresh process.</param>
    /// <param name="text">The code's text, for the report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <c>async void</c>.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="code"/> measures something itself.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public static Measurement Measure(Action code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Of(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Measure(Action, CancellationToken, string)"/>
    public static Measurement Measure(Func<Task> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Of(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Measure(Action, CancellationToken, string)"/>
    public static Measurement Measure<T>(Func<T> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => TestMeasurement.Of(TestCode.Of(code, text), cancellationToken);

    /// <summary>Measures in three fresh processes, one after another (fewer where a run takes long): all figures, <see cref="Figures.Peak"/> and <see cref="Figures.Retained"/> among them.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Stops the measurement and its process at once.</param>
    /// <param name="text">The code's text, for the report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is <c>async void</c>.</exception>
    /// <exception cref="MagicException">The code cannot be measured in another process, or threw there.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public static Measurement MeasureInFreshProcess(Action code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.InFreshProcess(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="MeasureInFreshProcess(Action, CancellationToken, string)"/>
    public static Measurement MeasureInFreshProcess(Func<Task> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.InFreshProcess(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="MeasureInFreshProcess(Action, CancellationToken, string)"/>
    public static Measurement MeasureInFreshProcess<T>(Func<T> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => TestMeasurement.InFreshProcess(TestCode.Of(code, text), cancellationToken);

    /// <summary>Finds where what the code allocates comes from, in a fresh process: by type, by line and by call path.</summary>
    /// <exception cref="MagicException">The code cannot be measured in another process, or threw there, or the origins cannot be found.</exception>
    /// <inheritdoc cref="MeasureInFreshProcess(Action, CancellationToken, string)"/>
    public static AllocationOrigins Where(Action code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Where(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Where(Action, CancellationToken, string)"/>
    public static AllocationOrigins Where(Func<Task> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Where(TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Where(Action, CancellationToken, string)"/>
    public static AllocationOrigins Where<T>(Func<T> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => TestMeasurement.Where(TestCode.Of(code, text), cancellationToken);

    /// <summary>Measures a function line by line while the code runs in a fresh process.</summary>
    /// <param name="code">The code.</param>
    /// <param name="function">The function, as C# names it: <c>Algebra.Matrix.Transpose</c> with all its overloads, a property, a constructor, or a type for all that it has.</param>
    /// <param name="cancellationToken">Stops the measurement and its process at once.</param>
    /// <param name="text">The code's text, for the report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> or <paramref name="function"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="function"/> is blank, or <paramref name="code"/> is <c>async void</c>.</exception>
    /// <exception cref="MagicException">There is no such function, or the code cannot be measured in another process, or threw there.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public static LineReport Lines(Action code, string function, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Lines(TestCode.Of(code, text), function, cancellationToken);

    /// <inheritdoc cref="Lines(Action, string, CancellationToken, string)"/>
    public static LineReport Lines(Func<Task> code, string function, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        TestMeasurement.Lines(TestCode.Of(code, text), function, cancellationToken);

    /// <inheritdoc cref="Lines(Action, string, CancellationToken, string)"/>
    public static LineReport Lines<T>(Func<T> code, string function, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => TestMeasurement.Lines(TestCode.Of(code, text), function, cancellationToken);

    /// <summary>Asserts that code stays within a budget. The message of a failure names the lines that allocate.</summary>
    /// <param name="code">The code.</param>
    /// <param name="allocated">Bytes that it may allocate; <see langword="null"/> for any number.</param>
    /// <param name="peak">Bytes by which resident memory may grow meanwhile; <see langword="null"/> for any number. Measured in fresh processes.</param>
    /// <param name="retained">Bytes that may be alive afterwards and were not before; <see langword="null"/> for any number. Measured in fresh processes.</param>
    /// <param name="cancellationToken">Stops the measurement, between two calls of the code or in a fresh process.</param>
    /// <param name="text">The code's text, for the message.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryBudgetException">The code is over budget, and no test framework is loaded whose own exception could say so.</exception>
    /// <exception cref="ArgumentException">There is no limit, or <paramref name="code"/> is <c>async void</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative.</exception>
    /// <exception cref="MagicException">A limit needs a fresh process, and the code cannot be measured there, or threw there.</exception>
    /// <inheritdoc cref="Measure(Action, CancellationToken, string)"/>
    public static Measurement Budget(
        Action code, long? allocated = null, long? peak = null, long? retained = null, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        Budget(allocated, peak, retained).Check(code, cancellationToken, text);

    /// <inheritdoc cref="Budget(Action, long?, long?, long?, CancellationToken, string)"/>
    public static Measurement Budget(
        Func<Task> code, long? allocated = null, long? peak = null, long? retained = null, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        Budget(allocated, peak, retained).Check(code, cancellationToken, text);

    /// <inheritdoc cref="Budget(Action, long?, long?, long?, CancellationToken, string)"/>
    public static Measurement Budget<T>(
        Func<T> code, long? allocated = null, long? peak = null, long? retained = null, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => Budget(allocated, peak, retained).Check(code, cancellationToken, text);

    /// <summary>A budget for several pieces of code, to be checked with <see cref="MemoryBudget.Check(Action, CancellationToken, string)"/>.</summary>
    /// <param name="allocated">Bytes that code may allocate; <see langword="null"/> for any number.</param>
    /// <param name="peak">Bytes by which resident memory may grow meanwhile; <see langword="null"/> for any number.</param>
    /// <param name="retained">Bytes that may be alive afterwards and were not before; <see langword="null"/> for any number.</param>
    /// <exception cref="ArgumentException">There is no limit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative.</exception>
    public static MemoryBudget Budget(long? allocated = null, long? peak = null, long? retained = null) => new(allocated, peak, retained);
}
