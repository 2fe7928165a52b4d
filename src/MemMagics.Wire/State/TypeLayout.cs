using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State;

/// <summary>The offsets of a type's fields and the order in which they are written. Computed once per type; engine and worker share the code.</summary>
public sealed class TypeLayout
{
    private TypeLayout(IReadOnlyList<FieldInfo> fields, List<Slot> slots)
    {
        Fields = fields;
        Slots = slots.ToArray();
        Runs = Coalesce(Slots, out var references);
        References = references;
        foreach (var run in Runs)
            WireSize += run.WireSize;
        IsRaw = Array.TrueForAll(Slots, static slot => slot.Kind == SlotKind.Raw);
    }

    /// <summary>The instance fields, inherited ones included, in writing order.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>Every place in writing order, nested structs split into plain bytes and references.</summary>
    public Slot[] Slots { get; }

    /// <summary>The same, with adjacent plain bytes merged into one run, for the inner loops.</summary>
    public Run[] Runs { get; }

    /// <summary>For each run that is a reference, the types that it accepts.</summary>
    public ReferencePlace?[] References { get; }

    /// <summary>How many bytes one value takes in the snapshot.</summary>
    public int WireSize { get; }

    /// <summary>Whether it consists of plain bytes only.</summary>
    public bool IsRaw { get; }

    /// <summary>A run of plain bytes, one reference, or bytes that are not written.</summary>
    /// <param name="Kind">Which of these it is.</param>
    /// <param name="Offset">From the holder's first data byte.</param>
    /// <param name="Size">In bytes.</param>
    /// <param name="IsHalfWay">Whether it is an enumerator's reference to the hash table that it is half-way through.</param>
    public readonly record struct Run(SlotKind Kind, int Offset, int Size, bool IsHalfWay)
    {
        public int WireSize => Kind switch { SlotKind.Raw => Size, SlotKind.Reference => sizeof(int), _ => 0 };
    }

    /// <summary>The layout of a class, or of a struct from its first byte on.</summary>
    public static TypeLayout OfFields(TypePlans plans, Type type) => OfFields(plans, type, InstanceFields(type));

    /// <summary>The layout with its fields in a given order: the one in which they were written.</summary>
    public static TypeLayout OfFields(TypePlans plans, Type type, IReadOnlyList<FieldInfo> fields)
    {
        if (type.IsPrimitive || type.IsEnum)
            return OfStorage(plans, type);

        var slots = new List<Slot>();
        foreach (var field in fields)
        {
            var offset = FieldOffsets.Of(field, type);
            if (IsMakingThread(field))
                slots.Add(new Slot(SlotKind.Thread, offset, sizeof(int), typeof(int), [field]));
            else
                AddStorage(slots, plans, field.FieldType, offset, [field]);
        }

        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline)
            Repeat(slots, inline.Length, RuntimeHelpers.SizeOf(type.TypeHandle) / inline.Length);
        // A struct of plain bytes is copied whole: those of a Vector<T>, a fixed buffer or a struct with an explicit size are not all in fields.
        if (type.IsValueType && slots.Count > 0 && slots.TrueForAll(static slot => slot.Kind == SlotKind.Raw) && fields.Count == InstanceFields(type).Length)
            slots = [new Slot(SlotKind.Raw, 0, RuntimeHelpers.SizeOf(type.TypeHandle), type, [])];
        return new TypeLayout(fields, slots);
    }

    /// <summary>The layout of a place of this declared type, such as an array element.</summary>
    public static TypeLayout OfStorage(TypePlans plans, Type type)
    {
        var slots = new List<Slot>();
        AddStorage(slots, plans, type, 0, []);
        return new TypeLayout([], slots);
    }

    /// <summary>Instance fields of the type and its bases, by offset.</summary>
    /// <param name="type">The type.</param>
    /// <param name="below">A base class whose own fields and those of its bases are left out; <see langword="null"/> for none.</param>
    public static FieldInfo[] InstanceFields(Type type, Type? below = null)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != below && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            fields.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        fields.RemoveAll(FrameworkRules.IsExcluded);
        return [.. fields.OrderBy(field => FieldOffsets.Of(field, type))];
    }

    /// <summary>Whether the field holds the thread that created an iterator: compiler-generated and LINQ iterators reuse themselves as enumerator on that thread.</summary>
    private static bool IsMakingThread(FieldInfo field) =>
        field.FieldType == typeof(int)
        && (field.Name == "<>l__initialThreadId" || (field.Name == "_threadId" && field.DeclaringType!.FullName!.StartsWith("System.Linq.Enumerable+Iterator`1", StringComparison.Ordinal)));

    private static void AddStorage(List<Slot> slots, TypePlans plans, Type type, int offset, FieldInfo[] path)
    {
        if ((type == typeof(nint) || type == typeof(nuint)) && path is [.., var holder] && NativeNumbers.Are(holder))
        {
            slots.Add(new Slot(SlotKind.Raw, offset, nint.Size, type, path));
        }
        else if (type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint))
        {
            slots.Add(new Slot(SlotKind.Zero, offset, nint.Size, type, path));
        }
        else if (!type.IsValueType)
        {
            slots.Add(new Slot(SlotKind.Reference, offset, nint.Size, type, path));
        }
        else if (type.IsPrimitive || type.IsEnum)
        {
            slots.Add(new Slot(SlotKind.Raw, offset, RuntimeHelpers.SizeOf(type.TypeHandle), type, path));
        }
        else if (plans.Of(type) is { Travel: Travel.Fields, Layout: { } nested })
        {
            if (nested.IsRaw)
                slots.Add(new Slot(SlotKind.Raw, offset, RuntimeHelpers.SizeOf(type.TypeHandle), type, path));
            else
                slots.AddRange(nested.Slots.Select(inner => inner with { Offset = offset + inner.Offset, Path = [.. path, .. inner.Path] }));
        }
        else
        {
            slots.Add(new Slot(SlotKind.Zero, offset, RuntimeHelpers.SizeOf(type.TypeHandle), type, path));
        }
    }

    private static void Repeat(List<Slot> slots, int times, int distance)
    {
        var first = slots.ToArray();
        for (var i = 1; i < times; i++)
            slots.AddRange(first.Select(slot => slot with { Offset = slot.Offset + (i * distance) }));
    }

    private static Run[] Coalesce(Slot[] slots, out ReferencePlace?[] references)
    {
        var runs = new List<Run>(slots.Length);
        var places = new List<ReferencePlace?>(slots.Length);
        foreach (var slot in slots)
        {
            if (slot.Kind == SlotKind.Raw && runs is [.., { Kind: SlotKind.Raw } last] && last.Offset + last.Size == slot.Offset)
            {
                runs[^1] = last with { Size = last.Size + slot.Size };
                continue;
            }

            runs.Add(new Run(slot.Kind, slot.Offset, slot.Size, slot.Kind == SlotKind.Reference && slot.IsHalfWay));
            places.Add(slot.Kind == SlotKind.Reference ? new ReferencePlace(slot.Type) : null);
        }

        references = [.. places];
        return [.. runs];
    }
}
