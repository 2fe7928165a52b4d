using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Tells which keys and comparers hash and compare without running user code.</summary>
internal sealed class FrameworkKeys(Func<object, TypePlan> planOf)
{
    private readonly Dictionary<Type, bool> _types = [];

    /// <summary>Whether an array of keys, or a comparer, consists of the framework's types only.</summary>
    public bool Has(object part) => part is Array
        ? IsFrameworkKey(part.GetType().GetElementType()!)
        : IsFrameworks(part.GetType()) && (part is string || part.GetType().IsValueType || planOf(part).Travel == Travel.Rebuilt);

    private bool IsFrameworkKey(Type type)
    {
        if (!_types.TryGetValue(type, out var isFrameworks))
            _types.Add(type, isFrameworks = (type.IsValueType || type == typeof(string)) && IsFrameworks(type));
        return isFrameworks;
    }

    private bool IsFrameworks(Type type) =>
        TravelPolicy.IsFramework(type) && (!type.IsConstructedGenericType || Array.TrueForAll(type.GetGenericArguments(), IsFrameworkKey));
}
