using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A delegate: target and method, or the list of delegates that it combines.</summary>
public sealed class DelegateRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override string? Refusal(object value) =>
        Array.Exists(((Delegate)value).GetInvocationList(), static call => call.Method is { DeclaringType: null } and not DynamicMethod)
            ? "calls code that was made while the program ran"
            : null;

    public override object?[] TakeApart(object value)
    {
        var whole = (Delegate)value;
        return whole.HasSingleTarget ? [whole.Target, whole.Method, null] : [null, null, whole.GetInvocationList()];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        if (parts[2] is Delegate[] calls)
            return Delegate.Combine(calls)!;
        var method = (MethodInfo)parts[1]!;
        // A delegate without a target is open (the caller passes every argument), unless its method is static with one parameter more: then it is closed over null.
        var call = parts[0] is null && !IsClosedOverNull(type, method) ? method.CreateDelegate(type) : method.CreateDelegate(type, parts[0]);
        // In the notebook its code was compiled when it was made.
        if (method is DynamicMethod)
            RuntimeHelpers.PrepareDelegate(call);
        return call;
    }

    private static bool IsClosedOverNull(Type type, MethodInfo method) =>
        method.IsStatic && method.GetParameters().Length == type.GetMethod("Invoke")!.GetParameters().Length + 1;
}
