using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMagics.Tests.State;

/// <summary>Fills objects of any type with random values, some of which it has used before.</summary>
internal sealed class RandomGraph(Random random, Type[] types)
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly List<object> _made = [];

    public Random Random => random;

    public object? Make(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return random.Next(2) == 0 ? null : Make(underlying, depth);
        if (!type.IsValueType && (depth > 6 || random.Next(8) == 0))
            return null;
        if (!type.IsValueType && type != typeof(object) && random.Next(3) == 0 && _made.Find(type.IsInstanceOfType) is { } again)
            return again;
        var value = type == typeof(object) ? AnyObject(depth) : Plain(type) ?? MakeComposite(type, depth);
        if (value is not null && !value.GetType().IsValueType)
            _made.Insert(random.Next(_made.Count + 1), value);
        return value;
    }

    private object? AnyObject(int depth) => random.Next(6) switch
    {
        0 => random.Next(),
        1 => "text " + random.Next(50),
        2 => _made.Count > 0 ? _made[random.Next(_made.Count)] : null,
        3 => Make(typeof(int[]), depth + 1),
        4 => new object(),
        _ => Make(types[random.Next(types.Length)], depth + 1),
    };

    private object? Plain(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Enum.ToObject(type, random.Next(7)),
        TypeCode.String => random.Next(10) == 0 ? "" : new string((char)random.Next('a', 'z'), random.Next(1, 40)),
        TypeCode.DateTime => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc),
        TypeCode.Decimal => (decimal)random.NextDouble() * random.Next(),
        TypeCode.Boolean => random.Next(2) == 0,
        TypeCode.Object => type == typeof(Guid) ? new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) : null,
        var number => Convert.ChangeType(random.Next(0, 100), number, System.Globalization.CultureInfo.InvariantCulture),
    };

    private object? MakeComposite(Type type, int depth)
    {
        if (type.IsArray)
            return MakeArray(type, depth);
        if (type.Namespace == "System.Collections.Generic" && typeof(IEnumerable).IsAssignableFrom(type))
            return MakeCollection(type, depth);
        var value = RuntimeHelpers.GetUninitializedObject(type);
        if (!type.IsValueType)
            _made.Add(value); // before its fields are filled, so that they can refer back to it
        foreach (var field in type.GetFields(Fields))
            field.SetValue(value, Make(field.FieldType, depth + 1));
        return value;
    }

    private Array MakeArray(Type type, int depth)
    {
        var element = type.GetElementType()!;
        var count = element.IsPrimitive ? random.Next(0, 2000) : random.Next(0, 5);
        if (type.GetArrayRank() == 2)
            return Array.CreateInstance(element, random.Next(4), random.Next(4));
        var array = Array.CreateInstance(element, count);
        for (var i = 0; i < count; i++)
            array.SetValue(Make(element, depth + 1), i);
        return array;
    }

    private object MakeCollection(Type type, int depth)
    {
        var collection = Activator.CreateInstance(type)!;
        var add = type.GetMethod("TryAdd") ?? type.GetMethod("Push") ?? type.GetMethod("AddLast", [type.GetGenericArguments()[^1]]) ?? type.GetMethod("Add")!;
        for (var count = random.Next(5); count > 0; count--)
        {
            var items = Array.ConvertAll(add.GetParameters(), parameter => Make(parameter.ParameterType, depth + 1));
            if (items[0] is not null)
                add.Invoke(collection, items);
        }

        return collection;
    }
}
