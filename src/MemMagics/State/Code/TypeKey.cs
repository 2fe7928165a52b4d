namespace MemMagics.State.Code;

/// <summary>A type by the simple name of its assembly and its full metadata name (nested with <c>+</c>, generic with <c>`n</c>).</summary>
internal readonly record struct TypeKey(string Assembly, string Name)
{
    /// <summary>The key of a live type; for a constructed type, the key of its definition.</summary>
    public static TypeKey Of(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        return new TypeKey(definition.Assembly.GetName().Name ?? "", definition.FullName ?? definition.Name);
    }
}
