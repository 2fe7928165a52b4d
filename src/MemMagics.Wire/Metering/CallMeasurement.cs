using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace MemMagics.Wire.Metering;

/// <summary>Calls measured code between the meter's two readings, whatever the type of its result, without boxing it.</summary>
public static class CallMeasurement
{
    private static readonly MethodInfo s_measure =
        typeof(CallMeasurement).GetMethod(nameof(Measure), BindingFlags.NonPublic | BindingFlags.Static)!;

    private delegate ExceptionDispatchInfo? Measurement(Meter meter, Delegate code, ICallObserver? observer);

    /// <summary>How a delegate is called. Implemented by structs, so that the call is inlined into the measurement.</summary>
    private interface ICall<TResult>
        where TResult : allows ref struct
    {
        static abstract TResult Invoke(Delegate code);
    }

    /// <summary>Measures one call.</summary>
    /// <param name="meter">Receives the readings.</param>
    /// <param name="code">The code: an <see cref="Action"/> or a <c>Func</c> of any result.</param>
    /// <param name="awaited">Whether the result is a <c>Task</c> or <c>ValueTask</c> to wait for.</param>
    /// <param name="observer">Examines the heap before and after the call; <see langword="null"/> for none.</param>
    /// <returns>What the code threw; <see langword="null"/> when it did not throw.</returns>
    public static ExceptionDispatchInfo? Run(Meter meter, Delegate code, bool awaited, ICallObserver? observer = null)
    {
        var (call, result) = Shape(code, awaited);
        var measurement = s_measure.MakeGenericMethod(call, result).CreateDelegate<Measurement>();
        RuntimeHelpers.PrepareDelegate(measurement);
        return measurement(meter, code, observer);
    }

    private static (Type Call, Type Result) Shape(Delegate code, bool awaited)
    {
        if (code is Action)
            return (typeof(Plain), typeof(Nothing));

        var result = code.GetType().GetGenericArguments()[^1];
        if (!awaited)
            return (typeof(Returning<>).MakeGenericType(result), result);

        if (result == typeof(ValueTask))
            return (typeof(AwaitingValueTask), typeof(Nothing));

        if (!result.IsGenericType)
            return (typeof(AwaitingTask), typeof(Nothing));

        var awaiting = result.GetGenericTypeDefinition() == typeof(ValueTask<>) ? typeof(AwaitingValueTask<>) : typeof(AwaitingTask<>);
        return (awaiting.MakeGenericType(result.GetGenericArguments()), result.GetGenericArguments()[0]);
    }

    private static ExceptionDispatchInfo? Measure<TCall, TResult>(Meter meter, Delegate code, ICallObserver? observer)
        where TCall : struct, ICall<TResult>
        where TResult : allows ref struct
    {
        TResult result;
        observer?.BeforeCall();
        meter.Begin();
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

        meter.End();
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

    /// <summary>A blocking <see cref="Task.Wait()"/> allocates an event of its own; polling the task does not.</summary>
    private static void WaitWithoutAllocating(Task task)
    {
        for (var spinner = new SpinWait(); !task.IsCompleted;)
            spinner.SpinOnce();
    }

    private struct Nothing;

    private struct Plain : ICall<Nothing>
    {
        public static Nothing Invoke(Delegate code)
        {
            ((Action)code)();
            return default;
        }
    }

    private struct Returning<T> : ICall<T>
        where T : allows ref struct
    {
        public static T Invoke(Delegate code) => ((Func<T>)code)();
    }

    private struct AwaitingTask : ICall<Nothing>
    {
        public static Nothing Invoke(Delegate code)
        {
            var task = ((Func<Task>)code)();
            WaitWithoutAllocating(task);
            task.GetAwaiter().GetResult();
            return default;
        }
    }

    private struct AwaitingTask<T> : ICall<T>
    {
        public static T Invoke(Delegate code)
        {
            var task = ((Func<Task<T>>)code)();
            WaitWithoutAllocating(task);
            return task.GetAwaiter().GetResult();
        }
    }

    private struct AwaitingValueTask : ICall<Nothing>
    {
        public static Nothing Invoke(Delegate code)
        {
            var task = ((Func<ValueTask>)code)();
            for (var spinner = new SpinWait(); !task.IsCompleted;)
                spinner.SpinOnce();

            task.GetAwaiter().GetResult();
            return default;
        }
    }

    private struct AwaitingValueTask<T> : ICall<T>
    {
        public static T Invoke(Delegate code)
        {
            var task = ((Func<ValueTask<T>>)code)();
            for (var spinner = new SpinWait(); !task.IsCompleted;)
                spinner.SpinOnce();

            return task.GetAwaiter().GetResult();
        }
    }
}
