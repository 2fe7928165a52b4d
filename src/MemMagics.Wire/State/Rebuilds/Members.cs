using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Non-public members of framework classes, read by name where there is no public way. A missing name is an error, never a guess.</summary>
public static class Members
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static object? Property(object value, Type level, string name) =>
        (level.GetProperty(name, Any) ?? throw new MissingMemberException(level.FullName, name)).GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null);

    public static object? Field(object value, Type level, string name) =>
        (level.GetField(name, Any) ?? throw new MissingMemberException(level.FullName, name)).GetValue(value);

    public static void SetField(object value, Type level, string name, object? content) =>
        (level.GetField(name, Any) ?? throw new MissingMemberException(level.FullName, name)).SetValue(value, content);

    public static void SetProperty(object value, Type level, string name, object? content) =>
        (level.GetProperty(name, Any) ?? throw new MissingMemberException(level.FullName, name)).SetValue(value, content, BindingFlags.DoNotWrapExceptions, null, null, null);
}
