namespace MemMagics.Testing;

/// <summary>
/// Asynchronous code that waits at its beginning for what it is given, as that of a notebook does (<see cref="Wire.MeasuredCode"/>), so that the state
/// machine of its caller is allocated before the call is measured.
/// </summary>
internal static class GatedCode
{
    /// <summary>Code that returns a task, which stays alive with its result.</summary>
    public static Func<Task<Task>, Task<Task>> Of(Func<Task> code) => async gate =>
    {
        await await gate;
        var task = code();
        await task;
        return task;
    };

    /// <summary>Code that returns a <see cref="ValueTask"/>.</summary>
    public static Func<Task<Task>, Task> Of(Func<ValueTask> code) => async gate =>
    {
        await await gate;
        await code();
    };

    /// <summary>Code that returns a <see cref="ValueTask{TResult}"/>.</summary>
    public static Func<Task<Task>, Task<T>> OfResult<T>(Func<ValueTask<T>> code) => async gate =>
    {
        await await gate;
        return await code();
    };
}
