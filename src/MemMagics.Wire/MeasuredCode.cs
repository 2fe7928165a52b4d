using System.Reflection;

namespace MemMagics.Wire;

/// <summary>
/// Measured code in its submission, in one of two shapes: a method that returns it as a delegate, or the submission's own code, which waits at its
/// beginning for a task in a field. Asynchronous code of both shapes is begun before it is measured: it waits for tasks that it is given,
/// and what the compiler's state machine allocates is allocated by then.
/// </summary>
public static class MeasuredCode
{
    /// <summary>Name of the method that returns the code as a delegate.</summary>
    public const string Method = "__memmagics_measured";

    /// <summary>Name of the <c>Task&lt;Task&gt;</c> that asynchronous code waits for, and then for its result: a parameter of the delegate, or a field of the submission.</summary>
    public const string Gate = "__memmagics_gate";

    /// <summary>Name of the variable for the value of the last expression, where the submission's own code is measured.</summary>
    public const string Result = "__memmagics_result";

    /// <summary>Name of the asynchronous method that disposes of what the code's using declarations hold, if the code has not, where the submission's own code is measured. It is there only if there are some.</summary>
    public const string Disposal = "__memmagics_disposal";

    /// <summary>Name of the compiled method with a submission's own code. (Roslyn, SynthesizedInteractiveInitializerMethod.)</summary>
    public const string Initializer = "<Initialize>";

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The method of a submission's class that returns the code, or is the code.</summary>
    public static MethodInfo MethodIn(Type submission) => submission.GetMethod(Method, Any) ?? submission.GetMethod(Initializer, Any)!;

    /// <summary>The code of a submission's object.</summary>
    /// <returns>An <see cref="Action"/> or <c>Func</c> without parameters; or one that takes what to wait for and returns a task, for asynchronous code.</returns>
    public static Delegate Of(object submission)
    {
        var type = submission.GetType();
        var method = MethodIn(type);
        if (method.Name == Method)
            return method.CreateDelegate<Func<Delegate>>(submission)();

        var gate = type.GetField(Gate, Any)!;
        var disposal = type.GetMethod(Disposal, Any)?.CreateDelegate<Func<Task>>(submission);
        return (Func<Task<Task>, Task>)(task =>
        {
            gate.SetValue(submission, task);
            var begun = (Task)method.Invoke(submission, BindingFlags.DoNotWrapExceptions, null, null, null)!;
            return disposal is null ? begun : ThenDispose(begun, disposal);
        });
    }

    /// <summary>However the code ends: by its last statement, an early <c>return</c> or an exception.</summary>
    private static async Task ThenDispose(Task code, Func<Task> disposal)
    {
        try
        {
            await code.ConfigureAwait(false);
        }
        finally
        {
            await disposal().ConfigureAwait(false);
        }
    }
}
