using System.Runtime.CompilerServices;
using System.Text;

namespace MemMagics.Wire;

/// <summary>Names of types as written in C#: without namespaces, and without the submission class that a notebook's types are nested in.</summary>
public static class CSharpName
{
    private const string Closure = "<>c";

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(string)] = "string",
    };

    /// <summary>For example <c>List&lt;byte[]&gt;</c>, <c>Dictionary&lt;string, int&gt;.Entry[]</c>, <c>(int, string)[]</c>.</summary>
    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return OfArray(type);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsGenericParameter || type.IsFunctionPointer)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (type.IsAssignableTo(typeof(ITuple)) && type is { IsValueType: true, IsGenericType: true } && type.GetGenericArguments() is { Length: > 1 and < 8 } items)
            return $"({OfAll(items)})";

        // What holds an asynchronous method's state on the heap is a task, too. (dotnet/runtime, AsyncTaskMethodBuilderT.cs.)
        if (type.Name is "AsyncStateMachineBox`1" or "StateMachineBox`1" && type.IsConstructedGenericType && type.Namespace == typeof(RuntimeHelpers).Namespace)
            return Of(type.GetGenericArguments()[^1]);

        return type.Name.Contains("AnonymousType", StringComparison.Ordinal) ? OfAnonymous(type) : OfNested(type);
    }

    /// <summary>The array ranks, outermost first, as C# writes them.</summary>
    private static string OfArray(Type type)
    {
        var ranks = new StringBuilder();
        for (; type.IsArray; type = type.GetElementType()!)
            ranks.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');

        return Of(type) + ranks;
    }

    private static string OfAnonymous(Type type)
    {
        var properties = new StringBuilder();
        foreach (var property in type.GetProperties())
            properties.Append(properties.Length == 0 ? "" : ", ").Append(Of(property.PropertyType)).Append(' ').Append(property.Name);

        return $"<anonymous type: {properties}>";
    }

    /// <summary>A nested type's arguments are those of the enclosing types, followed by its own.</summary>
    private static string OfNested(Type type)
    {
        var name = new StringBuilder();
        var arguments = type.GetGenericArguments();
        var around = 0;
        foreach (var level in Levels(type))
        {
            var count = level.GetGenericArguments().Length;
            if (!IsSubmission(level) && (!IsClosure(level) || level == type))
            {
                name.Append(name.Length == 0 ? "" : ".").Append(Simple(level.Name));
                if (count > around)
                    name.Append('<').Append(OfAll(arguments[around..count])).Append('>');
            }

            around = count;
        }

        return name.ToString();
    }

    /// <summary>The enclosing types, outermost first, then the type itself.</summary>
    private static IEnumerable<Type> Levels(Type type)
    {
        if (type.DeclaringType is { } declaring)
        {
            foreach (var level in Levels(declaring))
                yield return level;
        }

        yield return type;
    }

    private static bool IsSubmission(Type type) => type.DeclaringType is null && type.Name.StartsWith("Submission#", StringComparison.Ordinal);

    private static bool IsClosure(Type type) => type.Name.StartsWith(Closure, StringComparison.Ordinal);

    private static string Simple(string name)
    {
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        if (arity > 0)
            name = name[..arity];

        // Compiler-generated types: <>c and <>c__DisplayClass0_0 hold captured variables, <Name>d__1 is a method's state machine, <<Name>b__0>d a lambda's.
        if (name.StartsWith(Closure, StringComparison.Ordinal))
            return "(closure)";

        if (name.StartsWith("<<", StringComparison.Ordinal))
            return "(lambda in progress)";

        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? $"({name[1..end]} in progress)" : name;
    }

    private static string OfAll(Type[] types) => string.Join(", ", Array.ConvertAll(types, Of));
}
