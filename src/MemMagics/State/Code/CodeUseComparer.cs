namespace MemMagics.State.Code;

/// <summary>Compares uses by content. (The records' own equality compares lists of type arguments by reference.)</summary>
internal sealed class CodeUseComparer : IEqualityComparer<CodeUse>
{
    public static CodeUseComparer Instance { get; } = new();

    public bool Equals(CodeUse? x, CodeUse? y) =>
        x is not null && y is not null && x.Kind == y.Kind && x.Member == y.Member && x.Signature == y.Signature && Same(x.Type, y.Type);

    public int GetHashCode(CodeUse use) => HashCode.Combine(use.Kind, use.Type.Key, use.Member);

    private static bool Same(TypeUse x, TypeUse y) =>
        x.Key == y.Key && x.Arguments.Count == y.Arguments.Count && x.Arguments.Zip(y.Arguments).All(static pair => Same(pair.First, pair.Second));
}
