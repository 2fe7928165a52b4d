using System.Buffers;
using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Characters or bytes to search for, whatever class the framework chose for them.</summary>
public sealed class SearchValuesRebuild<T> : Rebuild
    where T : IEquatable<T>
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override Type WireType(Type type) => typeof(SearchValues<T>);

    public override string? Refusal(object value) => typeof(T) == typeof(char) || typeof(T) == typeof(byte) ? null : "searches for strings in a way that it does not tell";

    public override object?[] TakeApart(object value)
    {
        var values = typeof(SearchValues<T>).GetMethod("GetValues", BindingFlags.Instance | BindingFlags.NonPublic) ?? throw new MissingMethodException(typeof(SearchValues<T>).FullName, "GetValues");
        return [values.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null)];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts) =>
        parts[0] is char[] characters ? SearchValues.Create(characters) : SearchValues.Create((byte[])parts[0]!);
}
