using System.Reflection;

namespace MemMagics.Cli.Display;

/// <summary>The public fields and properties by which a value without a text of its own is shown.</summary>
internal sealed record ValueMembers(string Name, Type Type, Func<object, object?> Read)
{
    public static IReadOnlyList<ValueMembers> Of(Type type)
    {
        const BindingFlags ofInstance = BindingFlags.Public | BindingFlags.Instance;
        var fields = type.GetFields(ofInstance).Select(field => new ValueMembers(field.Name, field.FieldType, field.GetValue));
        var properties = type.GetProperties(ofInstance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike && !property.PropertyType.IsByRef)
            .Select(property => new ValueMembers(property.Name, property.PropertyType, property.GetValue));
        return [.. fields.Concat(properties)];
    }
}
