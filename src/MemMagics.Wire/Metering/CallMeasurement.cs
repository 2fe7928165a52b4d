using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace MemMagics.Wire.Metering;

/// <summary>Calls measured code between the meter's two readings, whatever the type of its result, without boxing it.</summary>
/// <remarks>
/// Asynchronous code has been begun by then, and waits for a task. So its state machine is not charged, as that of an asynchronous method of a
/// program would not be: code between two of its lines finds it allocated (docs/measurements.md, Allocated bytes).
/// </remarks>
public sealed class CallMeasurement
{
    private static readonly MethodInfo s_measure =
        typeof(CallMeasurement).GetMethod(nameof(Measure), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly object _code;
    private readonly Measurement _measurement;

    private CallMeasurement(object code, Type call, Type result)
    {
        _code = code;
        _measurement = s_measure.MakeGenericMethod(call, result).CreateDelegate<Measurement>();
        RuntimeHelpers.PrepareDelegate(_measurement);
    }

    private delegate ExceptionDispatchInfo? Measurement(Meter meter, object code, ICallObserver? observer);

    /// <summary>How code is called. Implemented by structs, so that the call is inlined into the measurement.</summary>
    private interface ICall<TResult>
        where TResult : allows ref struct
    {
        static abstract TResult Invoke(object code);
    }

    /// <summary>Prepares one call. Asynchronous code begins to wait.</summary>
    /// <param name="code">The code, as <see cref="MeasuredCode.Of"/> returns it.</param>
    public static CallMeasurement Of(Delegate code)
    {
        if (code is Action)
            return new CallMeasurement(code, typeof(Plain), typeof(Nothing));

        var arguments = code.GetType().GetGenericArguments();
        if (arguments.Length == 1)
            return new CallMeasurement(code, typeof(Returning<>).MakeGenericType(arguments), arguments[0]);

        var begun = BegunCode.Of((Func<Task<Task>, Task>)code);
        return arguments[1].IsGenericType
            ? new CallMeasurement(begun, typeof(Awaiting<>).MakeGenericType(arguments[1].GetGenericArguments()), arguments[1].GetGenericArguments()[0])
            : new CallMeasurement(begun, typeof(Awaiting), typeof(Nothing));
    }

    /// <summary>Measures the call, once.</summary>
    /// <param name="meter">Receives the readings.</param>
    /// <param name="observer">Examines the heap before and after the call; <see langword="null"/> for none.</param>
    /// <returns>What the code threw; <see langword="null"/> when it did not throw.</returns>
    public ExceptionDispatchInfo? Run(Meter meter, ICallObserver? observer = null) => _measurement(meter, _code, observer);

    private static ExceptionDispatchInfo? Measure<TCall, TResult>(Meter meter, object code, ICallObserver? observer)
        where TCall : struct, ICall<TResult>
        where TResult : allows ref struct
    {
        TResult result;
        observer?.BeforeCall();
        meter.Begin(observer);
        try
        {
            result = TCall.Invoke(code);
        }
        catch (Exception e)
        {
            meter.End();
            GC.KeepAlive(code);
            return ExceptionDispatchInfo.Capture(e);
        }

        meter.End(observer);
        observer?.AfterCall();
        KeepAlive(ref result);
        GC.KeepAlive(code); // it was alive before the call, so its collection must not count as memory that the call freed
        return null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive<T>(ref T value)
        where T : allows ref struct
    {
    }

    private struct Nothing;

    private struct Plain : ICall<Nothing>
    {
        public static Nothing Invoke(object code)
        {
            ((Action)code)();
            return default;
        }
    }

    private struct Returning<T> : ICall<T>
        where T : allows ref struct
    {
        public static T Invoke(object code) => ((Func<T>)code)();
    }

    private struct Awaiting : ICall<Nothing>
    {
        public static Nothing Invoke(object code)
        {
            ((BegunCode)code).Complete().GetAwaiter().GetResult();
            return default;
        }
    }

    private struct Awaiting<T> : ICall<T>
    {
        public static T Invoke(object code) => ((Task<T>)((BegunCode)code).Complete()).GetAwaiter().GetResult();
    }
}
