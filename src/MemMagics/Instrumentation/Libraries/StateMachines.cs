using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>Which method starts each state machine of a library, found without symbols.</summary>
internal static class StateMachines
{
    /// <summary>The stubs, by the <c>MoveNext</c> of the state machine that they start.</summary>
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

        return Unmarked(method);
    }

    /// <summary>Old compilers did not put the attribute on iterators, and trimming removes it: then the compiler-generated name identifies the state machine.</summary>
    private static TypeDefinition? Unmarked(MethodDefinition method)
    {
        var prefix = $"<{method.Name}>d__";
        var machines = method.DeclaringType.NestedTypes.Where(type => type.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return machines.Count == 0 || MethodObstacle.Of(method) is not null
            ? null
            : machines.FirstOrDefault(machine => method.Body.Instructions.Any(instruction => IsOf(instruction.Operand, machine)));
    }

    private static bool IsOf(object? operand, TypeDefinition machine) =>
        operand is MemberReference { DeclaringType: { } declaring } && declaring.GetElementType() == machine;
}
