using System.Collections.Frozen;
using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Wire;
using MemMagics.Wire.Metering;

namespace MemMagics.Origins.Frames;

/// <summary>
/// Code between the functions that people call: what begins threads and tasks, goes on with asynchronous methods, calls through delegates and reflection, throws exceptions.
/// It is on no path; what it allocates is its caller's.
/// </summary>
internal static class Plumbing
{
    /// <summary>The runtime's name for the type of methods that were made at run time.</summary>
    public const string DynamicClass = "dynamicClass";

    private static readonly string s_call = typeof(CallMeasurement).FullName!;

    private static readonly FrozenSet<string> s_own = new[] { typeof(OwnCode).Assembly.GetName().Name!, LineProbeNames.Assembly, OwnCode.Tests }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Types all of whose methods are plumbing.</summary>
    private static readonly FrozenSet<string> s_types = new[]
    {
        "System.Threading.ExecutionContext",
        "System.Threading.ThreadPoolWorkQueue",
        "System.Threading.ThreadPoolWorkQueueThreadLocals",
        "System.Threading.WindowsThreadPool",
        "System.Threading.QueueUserWorkItemCallback",
        "System.Threading.QueueUserWorkItemCallback`1",
        "System.Threading.QueueUserWorkItemCallbackDefaultContext",
        "System.Threading.QueueUserWorkItemCallbackDefaultContext`1",
        "System.Threading.TimerQueue",
        "System.Threading.TimerQueueTimer",
        "System.Threading.Tasks.AwaitTaskContinuation",
        "System.Threading.Tasks.TaskContinuation",
        "System.Threading.Tasks.ContinueWithTaskContinuation",
        "System.Threading.Tasks.SynchronizationContextAwaitTaskContinuation",
        "System.Threading.Tasks.TaskSchedulerAwaitTaskContinuation",
        "System.Threading.Tasks.CompletionActionInvoker",
        "System.Threading.Tasks.ThreadPoolTaskScheduler",
        "System.Threading.Tasks.TaskScheduler",
        "System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore`1",
        "System.Runtime.CompilerServices.AsyncMethodBuilderCore",
        "System.Runtime.CompilerServices.AsyncIteratorMethodBuilder",
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder",
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1",
        "System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder",
        "System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder`1",
        "System.Runtime.CompilerServices.AsyncVoidMethodBuilder",
        "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder",
        "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1",
        "System.Runtime.CompilerServices.TaskAwaiter",
        "System.Runtime.CompilerServices.TaskAwaiter`1",
        "System.Runtime.CompilerServices.ValueTaskAwaiter",
        "System.Runtime.CompilerServices.ValueTaskAwaiter`1",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1",
        "System.Runtime.CompilerServices.YieldAwaitable",
        "System.Reflection.MethodBaseInvoker",
        "System.Reflection.MethodInvokerCommon",
        "System.RuntimeMethodHandle",
        "System.Dynamic.UpdateDelegates",
        "System.Runtime.EH",
        "System.StubHelpers.StubHelpers",
        "System.Threading.Tasks.TplEventSource",
        "System.Runtime.CompilerServices.CastHelpers",
        "System.Runtime.CompilerServices.InitHelpers",
        "System.Runtime.CompilerServices.StaticsHelpers",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Methods of types that have others, which people call.</summary>
    private static readonly FrozenSet<(string Type, string Method)> s_methods = new[]
    {
        ("System.Threading.Thread", "StartCallback"),
        ("System.Threading.ThreadInt64PersistentCounter", "CreateThreadLocalCountObject"),
        ("System.Threading.ThreadPool", "UnsafeQueueUserWorkItemInternal"),
        ("System.Threading.ThreadPool", "UnsafeQueueHighPriorityWorkItemInternal"),
        ("System.Threading.Tasks.Task", "InnerInvoke"),
        ("System.Threading.Tasks.Task", "ExecuteEntry"),
        ("System.Threading.Tasks.Task", "ExecuteEntryUnsafe"),
        ("System.Threading.Tasks.Task", "ExecuteFromThreadPool"),
        ("System.Threading.Tasks.Task", "ExecuteWithThreadLocal"),
        ("System.Threading.Tasks.Task", "ScheduleAndStart"),
        ("System.Threading.Tasks.Task", "InternalStartNew"),
        ("System.Threading.Tasks.Task", "InternalRunSynchronously"),
        ("System.Threading.Tasks.Task", "RunContinuations"),
        ("System.Threading.Tasks.Task", "FinishContinuations"),
        ("System.Threading.Tasks.Task", "Finish"),
        ("System.Threading.Tasks.Task", "FinishStageTwo"),
        ("System.Threading.Tasks.Task", "FinishStageThree"),
        ("System.Threading.Tasks.Task", "FinishSlow"),
        ("System.Threading.Tasks.Task", "TrySetResult"),
        ("System.Threading.Tasks.Task`1", "TrySetResult"),
        ("System.Threading.Tasks.Task`1", "InnerInvoke"),
        ("System.Threading.Tasks.Task", "AddTaskContinuation"),
        ("System.Threading.Tasks.Task", "AddTaskContinuationComplex"),
        ("System.Threading.Tasks.Task", "UnsafeSetContinuationForAwait"),
        ("System.Threading.Tasks.Task", "SetContinuationForAwait"),
        ("System.Threading.Tasks.ContinuationTaskFromTask", "InnerInvoke"),
        ("System.Threading.Tasks.ContinuationResultTaskFromTask`1", "InnerInvoke"),
        ("System.Threading.Tasks.ContinuationTaskFromResultTask`1", "InnerInvoke"),
        ("System.Threading.Tasks.ContinuationResultTaskFromResultTask`2", "InnerInvoke"),
    }.ToFrozenSet();

    /// <summary>Types whose nested types, too, are plumbing.</summary>
    private static readonly string[] s_outer =
    [
        "System.Threading.PortableThreadPool",
        "System.Threading.ThreadPoolWorkQueue+",
        "System.Threading.Thread+StartHelper",
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1+",
        "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1+",
        "System.Reflection.MethodInvoker",
        "System.Reflection.InvokerEmitUtil",
        "System.Threading.Tasks.AwaitTaskContinuation+",
        "System.Threading.ExecutionContext+",
        "System.Threading.Tasks.Task+<>c",
        "System.Threading.QueueUserWorkItemCallback+",
        "System.Runtime.CompilerServices.YieldAwaitable+",
        "System.Runtime.CompilerServices.ValueTaskAwaiter+",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable",
        "System.Threading.TimerQueue+",
        "System.Threading.TimerQueueTimer+",
    ];

    /// <summary>Whether a method is MemMagics' own.</summary>
    public static bool IsOwn(MethodCode method) => s_own.Contains(method.Assembly);

    /// <summary>
    /// Whether a path begins below a method, whatever called it: the measured call, and what goes on with an asynchronous method, which another thread
    /// or the end of another method may do.
    /// </summary>
    public static bool IsStart(MethodCode method) => IsOwn(method)
        ? method.Name == "Measure" && RuntimeTypeName.Definition(method.Type) == s_call
        : method.Name is "MoveNext" or "ExecutionContextCallback" or "ExecuteFromThreadPool"
            && RuntimeTypeName.Definition(method.Type).EndsWith("MethodBuilder`1+AsyncStateMachineBox`1", StringComparison.Ordinal)
            || method.Name == "MoveNext" && RuntimeTypeName.Definition(method.Type).EndsWith("MethodBuilder`1+StateMachineBox`1", StringComparison.Ordinal);

    /// <summary>Whether a method of .NET is plumbing.</summary>
    public static bool Has(MethodCode method)
    {
        if (method.Token == 0)
            return IsStub(method.Name);

        var type = RuntimeTypeName.Definition(method.Type);
        return s_types.Contains(type) || s_methods.Contains((type, method.Name)) || s_outer.Any(outer => type.StartsWith(outer, StringComparison.Ordinal));
    }

    /// <summary>Whether a compiler made a method of nothing that was written: what makes and copies closures and records.</summary>
    public static bool IsGenerated(MethodCode method) =>
        method.Name is "<Clone>$"
        || (method.Name is ".ctor" or ".cctor" && RuntimeTypeName.Levels(method.Type, []) is [.., { IsGenerated: true, IsWritten: false }]);

    /// <summary>Whether it is one of the pieces of code that lead to another: marshalling, delegates, reflection, call sites of <c>dynamic</c>, constructors called by serializers.</summary>
    private static bool IsStub(string name) =>
        name is "CallSite.Target" or ".ctor" or "" || name.Contains(" .ctor(", StringComparison.Ordinal) || name.StartsWith("IL_STUB", StringComparison.Ordinal) || name.StartsWith("InvokeStub_", StringComparison.Ordinal);
}
