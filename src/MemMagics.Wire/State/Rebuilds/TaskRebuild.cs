namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A completed task, with its result, exception or cancellation.</summary>
public sealed class TaskRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => ResultOf(type) is { } result ? typeof(Task<>).MakeGenericType(result) : typeof(Task);

    public override string? Refusal(object value) => ((Task)value).IsCompleted ? null : "is a task that has not finished";

    public override object?[] TakeApart(object value)
    {
        var task = (Task)value;
        if (task.IsCanceled)
            return ["canceled", null];
        if (task.Exception is { } exception)
            return ["failed", exception.InnerExceptions.ToArray()];
        return ["done", WireType(task.GetType()) is { IsGenericType: true } type ? type.GetProperty("Result")!.GetValue(task) : null];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var makes = type.IsGenericType ? (TaskMaker)Activator.CreateInstance(typeof(TaskMaker<>).MakeGenericType(type.GetGenericArguments()))! : new TaskMaker();
        return parts switch
        {
            ["done", var result] => makes.Done(result),
            ["canceled", _] => makes.Canceled(),
            ["failed", Exception[] exceptions] => makes.Failed(exceptions),
            _ => throw SnapshotException.Damaged("a task ended in no way"),
        };
    }

    /// <summary>The result's type; <see langword="null"/> for a task without one. (An async method without a result uses an internal type in its place.)</summary>
    private static Type? ResultOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && level.GetGenericTypeDefinition() == typeof(Task<>))
                return level.GetGenericArguments()[0] is { FullName: not "System.Threading.Tasks.VoidTaskResult" } result ? result : null;
        }

        return null;
    }

    private class TaskMaker
    {
        public virtual Task Done(object? result) => Task.CompletedTask;

        public virtual Task Canceled() => Task.FromCanceled(new CancellationToken(canceled: true));

        public virtual Task Failed(Exception[] exceptions)
        {
            var source = new TaskCompletionSource();
            source.SetException(exceptions);
            _ = source.Task.Exception; // marks it as observed, else TaskScheduler.UnobservedTaskException would report it
            return source.Task;
        }
    }

    private sealed class TaskMaker<T> : TaskMaker
    {
        public override Task Done(object? result) => Task.FromResult((T)result!);

        public override Task Canceled() => Task.FromCanceled<T>(new CancellationToken(canceled: true));

        public override Task Failed(Exception[] exceptions)
        {
            var source = new TaskCompletionSource<T>();
            source.SetException(exceptions);
            _ = source.Task.Exception;
            return source.Task;
        }
    }
}
