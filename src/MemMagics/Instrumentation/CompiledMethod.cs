using Mono.Cecil;

namespace MemMagics.Instrumentation;

/// <summary>A compiled method with its visible sequence points, by ascending offset.</summary>
/// <param name="Method">The method.</param>
/// <param name="Points">Its sequence points; empty for the stub of a state machine.</param>
/// <param name="KickOff">The stub that starts the state machine whose <c>MoveNext</c> this is; <see langword="null"/> for other methods.</param>
internal sealed record CompiledMethod(MethodDefinition Method, IReadOnlyList<SourcePoint> Points, MethodDefinition? KickOff)
{
    /// <summary>Whether it is a lambda or query clause, according to its compiler-generated name (<c>&lt;Solve&gt;b__0</c>).</summary>
    public bool IsLambda => Method.Name.Contains(">b__", StringComparison.Ordinal);

    /// <summary>Whether it is the <c>finally</c> of an iterator, compiled as a separate method so that <c>Dispose</c> can call it.</summary>
    public bool IsIteratorFinally => Method.Name.StartsWith("<>m__Finally", StringComparison.Ordinal);

    public bool IsConstructor => Method.IsConstructor;

    /// <summary>Whether it is a constructor, or the compiler made it for a lambda or query clause that one runs (<c>&lt;.ctor&gt;b__0</c>).</summary>
    public bool IsOfConstructor => (KickOff ?? Method) is var method && (method.IsConstructor || method.Name.StartsWith("<.ctor>", StringComparison.Ordinal) || method.Name.StartsWith("<.cctor>", StringComparison.Ordinal));

    /// <summary>Whether it is of a static constructor, which runs the static initialisers.</summary>
    public bool IsOfStaticConstructor => (KickOff ?? Method) is var method && (method.IsConstructor ? method.IsStatic : method.Name.StartsWith("<.cctor>", StringComparison.Ordinal));

    /// <summary>The type in whose source it is written: not a closure or state machine that the compiler nested in it.</summary>
    public TypeDefinition WrittenIn
    {
        get
        {
            var type = Method.DeclaringType;
            while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
                type = outer;

            return type;
        }
    }

    /// <summary>Whether it is the generated copy constructor that <c>with</c> calls for a record: its cost belongs to the line with the <c>with</c>.</summary>
    public bool IsCopyConstructor =>
        Method is { IsConstructor: true, Parameters: [{ ParameterType: var copied }] }
        && copied.GetElementType() == Method.DeclaringType
        && Method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");
}
