using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Which keys are hashed, and by which comparers, without any code of the user.</summary>
internal sealed class FrameworkKeys(Func<object, TypePlan> planOf)
{
    private readonly Dictionary<Type, bool> _types = [];

    /// <summary>Whether keys (in an array), or a comparer, are the framework's own through and through.</summary>
    public bool Has(object part) => part is Array
        ? IsFrameworkKey(part.GetType().GetElementType()!)
        : IsOwn(part.GetType()) && (part is string || part.GetType().IsValueType || planOf(part).Travel == Travel.Rebuilt);

    private bool IsFrameworkKey(Type type)
    {
        if (!_types.TryGetValue(type, out var isFrameworks))
            _types.Add(type, isFrameworks = (type.IsValueType || type == typeof(string)) && IsOwn(type));
        return isFrameworks;
    }

    private bool IsOwn(Type type) =>
        TravelPolicy.IsFramework(type) && (!type.IsConstructedGenericType || Array.TrueForAll(type.GetGenericArguments(), IsFrameworkKey));
}
