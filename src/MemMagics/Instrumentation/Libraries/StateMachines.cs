using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>Which method started each state machine of a library, whether or not symbols tell.</summary>
internal static class StateMachines
{
    /// <summary>The stubs by the <c>MoveNext</c> of what they start.</summary>
    /// <param name="methods">The methods that may be stubs.</param>
    public static IReadOnlyDictionary<MethodDefinition, MethodDefinition> KickOffs(IEnumerable<MethodDefinition> methods)
    {
        var stubs = new Dictionary<MethodDefinition, MethodDefinition>();
        foreach (var method in methods)
        {
            if (MachineOf(method)?.Methods.FirstOrDefault(candidate => candidate.Name == "MoveNext") is { } moveNext)
                stubs[moveNext] = method;
        }

        return stubs;
    }

    private static TypeDefinition? MachineOf(MethodDefinition method)
    {
        if (method.HasCustomAttributes)
        {
            foreach (var attribute in method.CustomAttributes)
            {
                if (attribute.AttributeType.Name is "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute")
                    return (attribute.ConstructorArguments[0].Value as TypeReference)?.Resolve();
            }
        }

        return UnmarkedIterator(method);
    }

    /// <summary>Compilers before C# 5 did not mark iterators: their stubs do nothing but make the machine.</summary>
    private static TypeDefinition? UnmarkedIterator(MethodDefinition method)
    {
        var isIterator = method.ReturnType.GetElementType().FullName
            is "System.Collections.IEnumerable" or "System.Collections.IEnumerator"
            or "System.Collections.Generic.IEnumerable`1" or "System.Collections.Generic.IEnumerator`1";
        if (!isIterator || !method.HasBody || method.DeclaringType.NestedTypes.Count == 0)
            return null;

        var made = method.Body.Instructions.FirstOrDefault(instruction => instruction.OpCode.Code == Code.Newobj)?.Operand as MethodReference;
        return made is { DeclaringType: { IsNested: true } type } && type.Name.StartsWith($"<{method.Name}>", StringComparison.Ordinal) ? type.Resolve() : null;
    }
}
