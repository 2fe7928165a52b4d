using System.Text;

namespace MemMagics.Origins.Events;

/// <summary>Reads the runtime's names of types: <c>Space.Outer`1+Inner`1[System.Int32,System.__Canon]</c>.</summary>
internal static class RuntimeTypeName
{
    /// <summary>What the runtime writes for a type argument that is some class: code is shared among all of these.</summary>
    public const string Shared = "System.__Canon";

    private const string Unknown = "…";

    private static readonly Dictionary<string, string> s_keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Single"] = "float",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.IntPtr"] = "nint",
        ["System.UIntPtr"] = "nuint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Object"] = "object",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.String"] = "string",
        ["System.Void"] = "void",
    };

    /// <summary>The name without type arguments: <c>Space.Outer`1+Inner`1</c>.</summary>
    public static string Definition(string type)
    {
        var arguments = type.IndexOf('[', StringComparison.Ordinal);
        return arguments < 0 ? type : type[..arguments];
    }

    /// <summary>The type and those around it, outermost first, each as C# writes it: <c>Outer&lt;int&gt;</c>, <c>Inner&lt;T&gt;</c>. Names that a compiler made stay as they are.</summary>
    /// <param name="type">The runtime's name.</param>
    /// <param name="parameters">Names of the type's parameters, those of the types around it first, for arguments that are not known; empty when they are not known.</param>
    public static IReadOnlyList<TypeLevel> Levels(string type, IReadOnlyList<string> parameters)
    {
        try
        {
            var position = 0;
            return Levels(type, ref position, parameters);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return [new TypeLevel(type, [])]; // a name that no C# compiler gives, with brackets of its own
        }
    }

    private static List<TypeLevel> Levels(string text, ref int position, IReadOnlyList<string> parameters)
    {
        var start = position;
        while (position < text.Length && text[position] is not ('[' or ']' or ',' or '*' or '&'))
            position++;

        var names = text[start..position].Split('+');
        var arguments = Arguments(text, ref position, parameters);
        names[0] = s_keywords.GetValueOrDefault(names[0]) ?? names[0][(names[0].LastIndexOf('.') + 1)..];

        var levels = new List<TypeLevel>();
        var used = 0;
        foreach (var name in names)
        {
            var tick = name.LastIndexOf('`');
            var arity = tick >= 0 && int.TryParse(name.AsSpan(tick + 1), out var count) ? count : 0;
            var own = arguments.Skip(used).Take(arity).ToList();
            used += arity;
            levels.Add(new TypeLevel(arity > 0 ? name[..tick] : name, own));
        }

        return levels;
    }

    /// <summary>The type arguments, if the bracket at the position is not that of an array.</summary>
    private static List<string> Arguments(string text, ref int position, IReadOnlyList<string> parameters)
    {
        var arguments = new List<string>();
        if (position + 1 >= text.Length || text[position] != '[' || text[position + 1] is ']' or ',' or '*')
            return arguments;

        do
        {
            position++;
            arguments.Add(Argument(text, ref position, arguments.Count, parameters));
        }
        while (position < text.Length && text[position] == ',');
        position++;
        return arguments;
    }

    private static string Argument(string text, ref int position, int index, IReadOnlyList<string> parameters)
    {
        if (text.AsSpan(position).StartsWith(Shared, StringComparison.Ordinal))
        {
            position += Shared.Length;
            return index < parameters.Count ? parameters[index] : Unknown;
        }

        return CSharp(text, ref position);
    }

    /// <summary>A type as C# writes it.</summary>
    private static string CSharp(string text, ref int position)
    {
        var start = position;
        var levels = Levels(text, ref position, []);
        var definition = Definition(text[start..position]);
        var name = definition == "System.Nullable`1" ? levels[0].Arguments[0] + "?"
            : definition.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && levels[0].Arguments.Count is > 1 and < 8 ? $"({string.Join(", ", levels[0].Arguments)})"
            : Joined(levels);
        return name + Suffixes(text, ref position);
    }

    /// <summary>Ranks of arrays, which C# writes outermost first, and pointers.</summary>
    private static string Suffixes(string text, ref int position)
    {
        var ranks = new List<string>();
        var pointers = new StringBuilder();
        while (position < text.Length && text[position] is '[' or '*' or '&')
        {
            var start = position++;
            if (text[start] == '[')
            {
                while (text[position++] != ']')
                {
                }

                ranks.Insert(0, text[start..position]);
            }
            else if (text[start] == '*')
                pointers.Append('*');
        }

        return string.Concat(ranks) + pointers;
    }

    private static string Joined(IEnumerable<TypeLevel> levels) =>
        string.Join('.', levels.Where(static level => !level.IsSubmission).Select(static level => level.Text));
}
