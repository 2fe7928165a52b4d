using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Remembers through which object each object was found first, and names the path from a variable to an object that cannot travel.</summary>
internal sealed class ValueOrigins(IdentityMap objects, TypePlans plans)
{
    private const int BlockBits = 14;

    private readonly List<string> _variables = [];
    private readonly Dictionary<int, object?[]> _parts = [];
    private readonly List<int[]> _parents = []; // in blocks: one array would be copied each time it grows

    /// <summary>Starts a variable; the returned number stands for it as a parent.</summary>
    public int BeginRoot(string variable)
    {
        _variables.Add(variable);
        return -_variables.Count;
    }

    public void Add(int id, int parent)
    {
        while (id >> BlockBits >= _parents.Count)
            _parents.Add(new int[1 << BlockBits]);
        ParentOf(id) = parent;
    }

    public void KeepParts(int id, object?[] parts) => _parts[id] = parts;

    /// <summary>The parts that an object was taken apart into.</summary>
    public IReadOnlyList<object?> PartsOf(int id) => _parts.GetValueOrDefault(id) ?? [];

    /// <summary>The error for an object, found in another one or in a variable, that cannot travel.</summary>
    public MagicException Refuse(object value, int parent, string reason) =>
        Refusal.Of(PathTo(parent, value), CSharpName.Of(value.GetType()), reason);

    /// <summary>The error for an object that travels only where the user says that it is to be opened again.</summary>
    public MagicException RefuseUnlessReopened(object value, int parent) => Refusal.UnlessReopened(PathTo(parent, value), CSharpName.Of(value.GetType()));

    /// <summary>The path to an object that was found in another one or in a variable.</summary>
    public string Way(object value, int parent) => Refusal.Path(PathTo(parent, value));

    /// <summary>The error for an object with an id that cannot be taken apart.</summary>
    public MagicException RefuseKnown(int id, string reason) => Refuse(objects[id], ParentOf(id), reason);

    /// <summary>The error for a pointer, or a struct that does not travel, inside an object.</summary>
    public MagicException RefusePlace(int holder, int offset, TypeLayout layout)
    {
        var slot = layout.Slots.First(slot => slot.Kind == SlotKind.Zero && slot.Offset == offset);
        var path = PathTo(holder, null);
        path.AddRange(slot.Path.Select(static field => MemberNames.Shown(field.Name)));
        var reason = slot.Type.IsValueType && plans.Of(slot.Type) is { Travel: Travel.Refused, Reason: { } why } ? why : "is an address or a handle in this process";
        return Refusal.Of(path, CSharpName.Of(slot.Type), reason);
    }

    /// <summary>The error for an enumerator, in an object or itself one, that is half-way through a hash table which is built again.</summary>
    public MagicException RefuseHalfWay(int holder, int offset, TypeLayout layout)
    {
        var slot = layout.Slots.First(slot => slot.IsHalfWay && slot.Offset == offset);
        var path = PathTo(holder, null);
        path.AddRange(slot.Path[..^1].Select(static field => MemberNames.Shown(field.Name)));
        // The declaring type of a generic type's field lacks the type arguments, unless it was found in the closed type.
        return Refusal.Of(path, CSharpName.Of(slot.Path[^1].ReflectedType!), "is half-way through a hash table, whose entries lie elsewhere in another process");
    }

    /// <summary>The error for a collection that changed while it was read.</summary>
    public MagicException Changing(int id, string what, Exception? cause = null) =>
        Refusal.Changing(PathTo(ParentOf(id), objects[id]), CSharpName.Of(objects[id].GetType()), what, cause);

    private ref int ParentOf(int id) => ref _parents[id >> BlockBits][id & ((1 << BlockBits) - 1)];

    /// <summary>The names that lead to an object, the variable's first.</summary>
    private List<string> PathTo(int parent, object? value)
    {
        var path = new List<string>();
        for (; parent > 0; (value, parent) = (objects[parent], ParentOf(parent)))
        {
            if (value is not null && Step(parent, value) is { } step)
                path.Add(step);
        }

        path.Add(_variables[-parent - 1]);
        path.Reverse();
        return path;
    }

    private string? Step(int parent, object value)
    {
        var holder = objects[parent];
        if (_parts.ContainsKey(parent))
            return holder is Delegate && value is not Array ? "Target" : null;
        if (holder is Array array)
            return $"[{IndexIn(array, value)}]";
        var layout = plans.Of(holder.GetType()).Layout;
        var slot = layout?.Slots.FirstOrDefault(slot => slot.Kind == SlotKind.Reference && ReferenceEquals(At(ref ObjectBody.Of(holder), slot.Offset), value));
        // The array inside a list is an implementation detail that users do not know.
        return slot is null || (value is Array && TravelPolicy.IsFramework(holder.GetType()))
            ? null
            : string.Join(" → ", slot.Path.Select(static field => MemberNames.Shown(field.Name)));
    }

    private string IndexIn(Array array, object value)
    {
        var plan = plans.Of(array.GetType());
        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        for (var i = (nint)0; i < (nint)array.LongLength; i++)
        {
            foreach (var slot in plan.Layout!.Slots)
            {
                if (slot.Kind == SlotKind.Reference && ReferenceEquals(At(ref Unsafe.AddByteOffset(ref start, i * plan.ElementSize), slot.Offset), value))
                    return i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return "?";
    }

    private static object? At(ref byte body, int offset) => Unsafe.As<byte, object?>(ref Unsafe.AddByteOffset(ref body, offset));
}
