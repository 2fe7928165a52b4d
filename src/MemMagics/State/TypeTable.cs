using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>The types of one snapshot, numbered in the order in which they are found.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<Type, int> _indices = [];
    private readonly List<(int Index, TypePlan Plan)> _used = [];
    private readonly DirectoryWriter _entries = new();

    /// <summary>The number of a type, which is added to the table on first use.</summary>
    public int IndexOf(Type type)
    {
        if (_indices.TryGetValue(type, out var index))
            return index;
        WriteEntry(type);
        index = _indices.Count;
        _indices.Add(type, index);
        return index;
    }

    /// <summary>Adds a way in which values of a type are written. Its number is what the values' entries name.</summary>
    public int Use(TypePlan plan, Type wireType)
    {
        _used.Add((IndexOf(wireType), plan));
        return _used.Count - 1;
    }

    public void WriteTo(DirectoryWriter directory)
    {
        directory.Number(_indices.Count);
        directory.Append(_entries.Written);
        WriteIdentities(directory);
        directory.Number(_used.Count);
        foreach (var (index, plan) in _used)
            WriteUse(directory, index, plan);
    }

    /// <summary>The hash codes of the types as objects, which records combine into theirs.</summary>
    private void WriteIdentities(DirectoryWriter directory)
    {
        directory.Number(_indices.Count);
        foreach (var type in _indices.Keys)
            directory.Number(IdentityHashes.Of(type));
    }

    private void WriteEntry(Type type)
    {
        if (type.IsGenericMethodParameter)
            WriteMethodParameter(type);
        else if (type.IsGenericParameter)
            WriteEntry(TypeEntryKind.Parameter, [type.DeclaringType!], type.GenericParameterPosition);
        else if (type.IsPointer)
            WriteEntry(TypeEntryKind.Pointer, [type.GetElementType()!]);
        else if (type.IsByRef)
            WriteEntry(TypeEntryKind.ByReference, [type.GetElementType()!]);
        else if (type.IsSZArray)
            WriteEntry(TypeEntryKind.Vector, [type.GetElementType()!]);
        else if (type.IsArray)
            WriteArray(type);
        else if (type.IsConstructedGenericType)
            WriteConstructed(type);
        else
            WriteNamed(type);
    }

    private void WriteEntry(TypeEntryKind kind, Type[] parts, int? number = null)
    {
        var indices = Array.ConvertAll(parts, IndexOf);
        _entries.Byte((byte)kind);
        foreach (var index in indices)
            _entries.Number(index);
        if (number is { } value)
            _entries.Number(value);
    }

    private void WriteMethodParameter(Type type)
    {
        var declaring = IndexOf(type.DeclaringMethod!.DeclaringType!);
        _entries.Byte((byte)TypeEntryKind.MethodParameter);
        _entries.Number(declaring);
        _entries.Text(type.DeclaringMethod.ToString()!);
        _entries.Number(type.GenericParameterPosition);
    }

    private void WriteArray(Type type)
    {
        var element = IndexOf(type.GetElementType()!);
        _entries.Byte((byte)TypeEntryKind.Array);
        _entries.Number(element);
        _entries.Byte((byte)type.GetArrayRank());
    }

    private void WriteConstructed(Type type)
    {
        var definition = IndexOf(type.GetGenericTypeDefinition());
        var arguments = Array.ConvertAll(type.GetGenericArguments(), IndexOf);
        _entries.Byte((byte)TypeEntryKind.Constructed);
        _entries.Number(definition);
        _entries.Number(arguments.Length);
        foreach (var argument in arguments)
            _entries.Number(argument);
    }

    private void WriteNamed(Type type)
    {
        _entries.Byte((byte)TypeEntryKind.Named);
        _entries.Text(type.Assembly.GetName().Name!);
        _entries.Text(type.FullName!);
    }

    private static void WriteUse(DirectoryWriter directory, int index, TypePlan plan)
    {
        directory.Number(index);
        directory.Byte((byte)plan.Travel);
        if (plan.Travel == Travel.Fields || (plan.Travel == Travel.Rebuilt && plan.Layout is not null))
            WriteFields(directory, plan);
        if (plan.Travel == Travel.Rebuilt)
            directory.Number(plan.Rebuild!.Needs.Count);
    }

    private static void WriteFields(DirectoryWriter directory, TypePlan plan)
    {
        if (plan.Type.IsValueType)
            directory.Number(RuntimeHelpers.SizeOf(plan.Type.TypeHandle));
        directory.Number(plan.Layout!.Fields.Count);
        foreach (var field in plan.Layout.Fields)
        {
            directory.Text(FieldIdentity.Level(field));
            directory.Text(field.Name);
            directory.Text(FieldIdentity.Type(field));
        }
    }
}
