namespace MemMagics.State.Code;

/// <summary>A type of the notebook as its compiled image has it.</summary>
/// <param name="Key">Which type.</param>
/// <param name="Bases">Its base class and the interfaces it names.</param>
/// <param name="Methods">Its methods.</param>
/// <param name="Fields">Its instance fields: names, and what their signatures read.</param>
internal sealed record CodeType(TypeKey Key, IReadOnlyList<TypeUse> Bases, IReadOnlyList<CodeMethod> Methods, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The static initialiser; <see langword="null"/> when it has none.</summary>
    public CodeMethod? Initialiser => Methods.FirstOrDefault(static method => method.Key.Name == ".cctor");

    /// <summary>Whether the compiler made it for something of its own (cached lambdas, call sites, constant data), whose static fields are no state of the notebook.</summary>
    public bool IsCompilerCache => Key.Name[(Key.Name.LastIndexOf('+') + 1)..] is var name
        && (name.StartsWith("<>", StringComparison.Ordinal) || name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal));
}
