namespace MemMagics.State.Code;

/// <summary>A type of the notebook as read from its compiled image.</summary>
/// <param name="Key">Which type.</param>
/// <param name="Bases">Its base class and the interfaces it names.</param>
/// <param name="Methods">Its methods.</param>
/// <param name="Fields">Its instance fields: names and signatures.</param>
internal sealed record CodeType(TypeKey Key, IReadOnlyList<TypeUse> Bases, IReadOnlyList<CodeMethod> Methods, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The static initialiser; <see langword="null"/> when it has none.</summary>
    public CodeMethod? Initialiser => Methods.FirstOrDefault(static method => method.Key.Name == ".cctor");

    /// <summary>Whether the compiler generated it for its own use (cached lambdas, call sites, constant data), so that its static fields are not the notebook's state.</summary>
    public bool IsCompilerCache => Key.Name[(Key.Name.LastIndexOf('+') + 1)..] is var name
        && (name.StartsWith("<>", StringComparison.Ordinal) || name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal));
}
