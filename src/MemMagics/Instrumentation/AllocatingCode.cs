using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// Tells which instructions may allocate managed memory, run other code, or make the runtime do either. When in doubt the answer is yes: a
/// wrong "no" would charge bytes to the next line (never lose them), a wrong "yes" costs 3 ns (docs/measurements.md, Allocated bytes).
/// </summary>
internal static class AllocatingCode
{
    private static readonly HashSet<string> s_plainTypes =
        ["System.Math", "System.MathF", "System.Span`1", "System.ReadOnlySpan`1", "System.Nullable`1", "System.Collections.Generic.List`1/Enumerator"];

    private static readonly HashSet<string> s_plainMethods =
    [
        "System.String::get_Length", "System.String::get_Chars", "System.String::op_Equality", "System.String::op_Inequality",
        "System.Collections.Generic.List`1::get_Item", "System.Collections.Generic.List`1::set_Item", "System.Collections.Generic.List`1::get_Count",
        "System.Collections.Generic.List`1::GetEnumerator",
        "System.Array::get_Length", "System.Array::GetLength",
        "System.ValueTuple`2::.ctor", "System.ValueTuple`3::.ctor",
    ];

    public static bool May(Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Call or Code.Callvirt or Code.Newobj:
                return !IsPlain((MethodReference)instruction.Operand);

            case Code.Calli or Code.Jmp or Code.Newarr or Code.Box or Code.Ldstr or Code.Ldtoken or Code.Ldftn or Code.Ldvirtftn or Code.Mkrefany or Code.Refanyval:
                return true;

            // A cast that the runtime has not seen may grow its cache of casts, which is a managed array (CastCache.cs).
            case Code.Castclass or Code.Isinst or Code.Unbox or Code.Unbox_Any or Code.Stelem_Ref or Code.Stelem_Any or Code.Ldelema:
                return !IsValue(instruction.Operand as TypeReference);

            // The first access runs the static constructor.
            case Code.Ldsfld or Code.Ldsflda or Code.Stsfld:
                return true;

            default:
                return false;
        }
    }

    private static bool IsPlain(MethodReference method)
    {
        if (method.DeclaringType is ArrayType array)
            return method.Name is "Get" or "Address" || (method.Name == "Set" && IsValue(array.ElementType));

        var type = method.DeclaringType.GetElementType().FullName;
        return (s_plainTypes.Contains(type) && method.Name is not ("ToArray" or "ToString" or "Equals" or "GetHashCode")) || s_plainMethods.Contains($"{type}::{method.Name}");
    }

    private static bool IsValue(TypeReference? type) => type is { IsPrimitive: true } || (type is { IsValueType: true } and not GenericParameter);
}
