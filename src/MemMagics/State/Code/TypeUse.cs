namespace MemMagics.State.Code;

/// <summary>A type as code names it.</summary>
/// <param name="Key">The type; for a constructed type, its definition.</param>
/// <param name="Arguments">Its type arguments, if it is constructed.</param>
internal sealed record TypeUse(TypeKey Key, IReadOnlyList<TypeUse> Arguments)
{
    /// <summary>Stands for a type parameter, whose argument the surrounding code does not tell.</summary>
    public static TypeUse Parameter { get; } = new(new TypeKey("", "!"), []);

    /// <summary>An array, represented as a construction of a type without an assembly: its rank is the name, its element type the argument.</summary>
    public static TypeUse Array(TypeUse element, int rank) => new(new TypeKey("", rank == 0 ? "[]" : $"[{rank}]"), [element]);

    public bool IsOpen => ReferenceEquals(this, Parameter) || Arguments.Any(static argument => argument.IsOpen);

    /// <summary>The type and every type that its construction names.</summary>
    public IEnumerable<TypeUse> WithArguments() => Arguments.SelectMany(static argument => argument.WithArguments()).Prepend(this);
}
