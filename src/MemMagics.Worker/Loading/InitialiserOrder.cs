using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire.State;

namespace MemMagics.Worker.Loading;

/// <summary>
/// The order in which running code makes the runtime initialise types: each before its first use, and what an initialiser itself uses before
/// it ends. It is read from the compiled code, as if every branch were taken.
/// </summary>
internal sealed class InitialiserOrder
{
    private readonly IReadOnlySet<Type> _due;
    private readonly List<Type> _order = [];
    private readonly HashSet<Type> _begun = [];
    private readonly HashSet<(Module, int)> _read = [];

    private InitialiserOrder(IReadOnlySet<Type> due) => _due = due;

    /// <param name="due">The types to put in order.</param>
    /// <param name="start">The method that the running code begins with.</param>
    public static IReadOnlyList<Type> Of(IReadOnlySet<Type> due, MethodBase start)
    {
        if (due.Count < 2)
            return [.. due];
        var order = new InitialiserOrder(due);
        order.Follow(start);
        foreach (var type in due)
            order.Initialise(type);
        return order._order;
    }

    private void Initialise(Type? type)
    {
        if (type is null || !_due.Contains(type) || !_begun.Add(type))
            return;
        Follow(type.TypeInitializer!);
        _order.Add(type);
    }

    private void Follow(MethodBase method)
    {
        if (!_read.Add((method.Module, method.MetadataToken)) || method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return;
        var il = new InstructionReader(code);
        while (il.Read())
        {
            if (il.OpCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
                Use(Resolve(method, il.Token));
        }
    }

    private void Use(MemberInfo? member)
    {
        switch (member)
        {
            case FieldInfo { IsStatic: true } field:
                Initialise(field.DeclaringType);
                break;
            case MethodBase method when method.DeclaringType is { } type && IsNotebooks(type):
                // A field initialiser without a static constructor waits for the first static field. (ECMA-335, I.8.9.5.)
                if ((method.IsStatic || method.IsConstructor) && !type.Attributes.HasFlag(TypeAttributes.BeforeFieldInit))
                    Initialise(type);
                Follow(method);
                break;
        }
    }

    private bool IsNotebooks(Type type) => _due.Any(due => due.Assembly == type.Assembly);

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMember(
                token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or MissingMemberException or TypeLoadException or IOException or BadImageFormatException)
        {
            // It could not be reached by code that ran.
            return null;
        }
    }
}
