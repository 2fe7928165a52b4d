using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>Identifies a field in the notebook's build of a type and in the worker's.</summary>
public static class FieldIdentity
{
    public static string Level(FieldInfo field) => field.DeclaringType!.Name;

    public static string Type(FieldInfo field) => field.FieldType.ToString();
}
