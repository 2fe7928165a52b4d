using System.Runtime.CompilerServices;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

/// <summary>The plans of all types that occurred so far.</summary>
public sealed class TypePlans
{
    private readonly Dictionary<Type, TypePlan> _plans = [];

    public TypePlan Of(Type type)
    {
        if (_plans.TryGetValue(type, out var plan))
            return plan;
        plan = Make(type);
        return _plans[type] = plan;
    }

    private TypePlan Make(Type type)
    {
        var (travel, reason, rebuild) = TravelPolicy.Decide(type);
        switch (travel)
        {
            case Travel.Fields:
                return ByFields(type);
            case Travel.Array:
                var element = type.GetElementType()!;
                var elements = TypeLayout.OfStorage(this, element);
                var size = element.IsValueType ? RuntimeHelpers.SizeOf(element.TypeHandle) : nint.Size;
                return new TypePlan { Type = type, Travel = travel, Layout = elements, ElementSize = size, IsLeaf = RefersToLeavesOnly(elements) };
            case Travel.Rebuilt:
                var own = TravelPolicy.IsFramework(type) || rebuild!.HasBlank is false ? null : TypeLayout.OfFields(this, type, TypeLayout.InstanceFields(type, FrameworkBase(type)));
                return new TypePlan { Type = type, Travel = travel, Rebuild = rebuild, Layout = own, Copy = rebuild is ITableRebuild { CanBeCopied: true } ? ByFields(type) : null };
            default:
                return new TypePlan { Type = type, Travel = travel, Reason = reason, IsLeaf = true };
        }
    }

    private TypePlan ByFields(Type type)
    {
        var layout = TypeLayout.OfFields(this, type);
        return new TypePlan { Type = type, Travel = Travel.Fields, Layout = layout, IsLeaf = RefersToLeavesOnly(layout) };
    }

    private static Type FrameworkBase(Type type)
    {
        var level = type.BaseType!;
        while (!TravelPolicy.IsFramework(level))
            level = level.BaseType!;
        return level;
    }

    private static bool RefersToLeavesOnly(TypeLayout layout) =>
        Array.TrueForAll(layout.Slots, static slot => slot.Kind != SlotKind.Reference || IsLeafDeclaration(slot.Type));

    private static bool IsLeafDeclaration(Type declared) =>
        declared == typeof(string) || (declared.IsArray && (declared.GetElementType()!.IsPrimitive || declared.GetElementType() == typeof(string)));
}
