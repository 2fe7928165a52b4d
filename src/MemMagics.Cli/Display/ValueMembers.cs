using System.Reflection;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

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
            .Select(property => new ValueMembers(property.Name, property.PropertyType, value => IsUnfinished(property, value) ? Unfinished.Only : Get(property, value)));
        return [.. fields.Concat(properties)];
    }

    /// <summary>Whether a property is the result that a task does not have yet. To ask for it is to wait, and the task may itself wait for this thread.</summary>
    private static bool IsUnfinished(PropertyInfo property, object value) =>
        property.Name == nameof(Task<>.Result) && value is not Task { IsCompleted: true }
        && (value is Task || (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) && type.GetProperty(nameof(ValueTask<>.IsCompleted))!.GetValue(value) is false));

    /// <summary>A getter is its author's code: that it throws is all that there is to see of it, and no reason to hide the others.</summary>
    private static object? Get(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException e)
        {
            return new Thrown(Cause.Of(e));
        }
    }

    private sealed class Unfinished
    {
        public static Unfinished Only { get; } = new();

        public override string ToString() => "(not completed)";
    }

    private sealed class Thrown(Exception exception)
    {
        public override string ToString() => $"(threw {ThrownException.NameOf(exception.GetType())}: {ExceptionMessage.Of(exception)})";
    }
}
