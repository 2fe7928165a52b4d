using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    /// <summary>Deferred values, and references that keep nothing alive.</summary>
    private static IEnumerable<TravelRule> Deferred() =>
    [
        Rebuilt("System.Lazy`1", "its value if it has one, else how to make it; it is not asked for", Closed(typeof(LazyRebuild<>))),
        Rebuilt("System.Threading.Tasks.Task", "one that has ended, with its result, exception or cancellation", static _ => new TaskRebuild(), RuleScope.FrameworkDerived),
        .. Fields("System.Threading.Tasks.", "field by field, with the task inside", "TaskCompletionSource", "TaskCompletionSource`1", "ValueTask", "ValueTask`1"),
        .. Fields("System.Runtime.CompilerServices.", "field by field, with the task inside", "TaskAwaiter", "TaskAwaiter`1", "ValueTaskAwaiter", "ValueTaskAwaiter`1"),
        Rebuilt("System.WeakReference`1", "what it refers to, which the worker may collect too", Closed(typeof(WeakReferenceRebuild<>))),
        Rebuilt("System.WeakReference", "what it refers to, which the worker may collect too", static _ => new PlainWeakReferenceRebuild()),
        Rebuilt("System.Runtime.CompilerServices.ConditionalWeakTable`2", "its pairs, by the worker's own identities", Closed(typeof(WeakTableRebuild<,>))),
    ];

    /// <summary>Synchronisation primitives.</summary>
    private static IEnumerable<TravelRule> Waiting() =>
    [
        Rebuilt("System.Threading.CancellationTokenSource", "whether it is cancelled, and its callbacks; one with a running timer does not travel", static _ => new CancellationSourceRebuild()),
        .. Fields("System.Threading.", "field by field, with its source", "CancellationTokenRegistration", "CancellationTokenSource+Registrations"),
        Fields("System.Threading.CancellationTokenSource+CallbackNode", "its callback; the flow of calls in which it was registered stays behind") with { ExcludedFields = ["ExecutionContext"] },
        Fields("System.Threading.CancellationToken", "field by field, with its source"),
        .. Fields("System.Threading.", "field by field; one that somebody waits for does not travel", "SemaphoreSlim", "ManualResetEventSlim", "CountdownEvent"),
        Rebuilt("System.Threading.Lock", "as a new one, which nobody holds", static _ => new FreshRebuild()),
        Rebuilt("System.Diagnostics.DiagnosticListener", "by name; one that somebody listens to does not travel", static _ => new DiagnosticListenerRebuild()),
        Fields("System.Threading.AsyncLocal`1", "without its value: the flow of calls stays behind"),
        Fields("System.Threading.SpinLock"),
    ];
}
