using System.Reflection;
using System.Reflection.Emit;
using System.Security;

namespace MemMagics.State.Fidelity;

/// <summary>The declared types of what the instructions of one method leave on the stack, and the members that they name.</summary>
internal sealed class InstructionTypes(MethodBase method, MethodBody body, byte[] il)
{
    private readonly Lazy<Type[]> _locals = new(() => [.. body.LocalVariables.Select(static local => local.LocalType)]);
    private readonly Lazy<ParameterInfo[]> _parameters = new(method.GetParameters);

    /// <summary>The type of what an instruction pushes; <see langword="null"/> when the instruction does not tell.</summary>
    public Type? Of(OpCode opcode, int at)
    {
        if (Instructions.Local(opcode, il, at) is { } local)
            return local.IsStore ? null : Pointed(_locals.Value[local.Index]);
        if (opcode == OpCodes.Ldloca_S || opcode == OpCodes.Ldloca)
            return _locals.Value[opcode == OpCodes.Ldloca ? BitConverter.ToUInt16(il, at) : il[at]];
        if (Instructions.Argument(opcode, il, at) is { } argument)
            return OfArgument(argument);
        if (opcode == OpCodes.Ldarga_S || opcode == OpCodes.Ldarga)
            return OfArgument(opcode == OpCodes.Ldarga ? BitConverter.ToUInt16(il, at) : il[at]);
        return opcode.OperandType switch
        {
            OperandType.InlineString => typeof(string),
            OperandType.InlineField when opcode != OpCodes.Stfld && opcode != OpCodes.Stsfld => (Resolve(at) as FieldInfo)?.FieldType,
            OperandType.InlineMethod when opcode == OpCodes.Newobj => Resolve(at)?.DeclaringType,
            OperandType.InlineMethod when opcode == OpCodes.Call || opcode == OpCodes.Callvirt => Pointed((Resolve(at) as MethodInfo)?.ReturnType),
            OperandType.InlineType when opcode == OpCodes.Castclass || opcode == OpCodes.Isinst || opcode == OpCodes.Unbox_Any || opcode == OpCodes.Unbox || opcode == OpCodes.Ldelem
                || opcode == OpCodes.Ldelema || opcode == OpCodes.Ldobj || opcode == OpCodes.Box => Resolve(at) as Type,
            _ => null,
        };
    }

    /// <summary>The member that a token names, with the type arguments of the method that names it; <see langword="null"/> when it is missing.</summary>
    public MemberInfo? Resolve(int at)
    {
        try
        {
            var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
            return method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or MissingMemberException or IOException or BadImageFormatException or VerificationException)
        {
            // The library refers to something that is missing, or breaks a constraint with these type arguments; code that used it would fail too.
            return null;
        }
    }

    private Type? OfArgument(int index)
    {
        if (!method.IsStatic && index-- == 0)
            return method.DeclaringType;
        return index < _parameters.Value.Length ? Pointed(_parameters.Value[index].ParameterType) : null;
    }

    private static Type? Pointed(Type? type) => type is { IsByRef: true } ? type.GetElementType() : type == typeof(void) ? null : type;
}
