using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMagics.Testing;

/// <summary>A test's code, ready to be called by a meter in any process.</summary>
internal sealed record TestCode
{
    private TestCode(Delegate original, Delegate call, string text) => (Original, Call, Text) = (original, call, text);

    /// <summary>The code as the test has it.</summary>
    public Delegate Original { get; }

    /// <summary>The assembly of the test.</summary>
    public Assembly Tests => Original.Method.Module.Assembly;

    /// <summary>The code as the meter calls it: an <see cref="Action"/> or <c>Func</c> without parameters; or one that takes what to wait for and returns a task, for asynchronous code.</summary>
    public Delegate Call { get; }

    /// <summary>Its text, as the report shows it.</summary>
    public string Text { get; }

    /// <summary>Code without a result.</summary>
    /// <exception cref="ArgumentNullException">There is no code.</exception>
    /// <exception cref="ArgumentException">The code is <c>async void</c>.</exception>
    public static TestCode Of(Action code, string text)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.GetInvocationList().Any(static call => call.Method.IsDefined(typeof(AsyncStateMachineAttribute))))
            throw new ArgumentException("The code is 'async void': nobody can tell when it ends. Let it return a task.", nameof(code));

        return new TestCode(code, code, text);
    }

    /// <summary>Code with a result; asynchronous code if that is a <see cref="Task"/> or <see cref="ValueTask"/>.</summary>
    /// <exception cref="ArgumentNullException">There is no code.</exception>
    public static TestCode Of<T>(Func<T> code, string text)
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(code);
        return new TestCode(code, Gated(code, typeof(T)) ?? code, text);
    }

    private static Delegate? Gated(Delegate code, Type result)
    {
        if (code is Func<Task> task)
            return GatedCode.Of(task);
        if (code is Func<ValueTask> valueTask)
            return GatedCode.Of(valueTask);
        if (!result.IsConstructedGenericType || result.GetGenericTypeDefinition() != typeof(ValueTask<>))
            return null;

        var gated = typeof(GatedCode).GetMethod(nameof(GatedCode.OfResult))!.MakeGenericMethod(result.GetGenericArguments());
        return (Delegate)gated.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [code], null)!;
    }
}
