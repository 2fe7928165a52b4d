/// <summary>Shows values as the notebook did. Where that does not matter, Console.WriteLine and string.Join do as well.</summary>
static class NotebookDisplay
{
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        Console.WriteLine(value as string ?? (value is Exception thrown ? $"{thrown.GetType()}: {thrown.Message}" : Table(value) ?? Text(value, 0)));
        return new DisplayedValue();
    }

    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value);

    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> value, params string[] mimeTypes) => display(value);

    private static string Text(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool flag => flag ? "true" : "false",
        Exception exception => $"{Name(exception.GetType())}: {exception.Message}",
        Type type => Name(type),
        Delegate function => $"{Name(function.GetType())} → {function.Method.Name}",
        System.Collections.DictionaryEntry entry => $"[{Text(entry.Key, depth + 1)}]: {Text(entry.Value, depth + 1)}",
        _ when HasOwnText(value.GetType()) => (value is IFormattable own ? own.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value.ToString()) ?? "",
        Array { Rank: 2 } matrix => Matrix(matrix, depth),
        System.Collections.IEnumerable items when depth >= 3 => Head(items),
        System.Collections.IEnumerable items => Joined(Head(items), items.Cast<object?>().Take(101).Select((item, i) => i == 100 ? "…" : Text(item, depth + 1)).ToList(), depth, " { }"),
        _ when depth >= 3 => Name(value.GetType()),
        _ => Joined(Name(value.GetType()), Members(value.GetType()).Take(50).Select(member => $"{member.Name} = {Text(member.Read(value), depth + 1)}").ToList(), depth, ""),
    };

    private static string Joined(string head, List<string> texts, int depth, string none)
    {
        if (texts.Count == 0)
            return head + none;
        var line = $"{head} {{ {string.Join(", ", texts)} }}";
        if (line.Length <= 120 && !line.Contains('\n'))
            return line;
        var indent = new string(' ', (depth + 1) * 2);
        var lines = texts.Chunk(texts.Max(text => text.Length) <= 12 && !line.Contains('\n') ? 10 : 1).Select(chunk => indent + string.Join(", ", chunk));
        return $"{head}\n{indent[2..]}{{\n{string.Join(",\n", lines)}\n{indent[2..]}}}";
    }

    private static string Head(System.Collections.IEnumerable items) => items switch
    {
        Array array => $"{Name(array.GetType().GetElementType()!)}[{string.Join(",", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]",
        System.Collections.ICollection collection => $"{Name(items.GetType())}({collection.Count})",
        _ => items.GetType().IsVisible ? Name(items.GetType()) : "sequence",
    };

    private static string Matrix(Array matrix, int depth)
    {
        var (rows, columns) = (Math.Min(matrix.GetLength(0), 20), Math.Min(matrix.GetLength(1), 10));
        var lines = Enumerable.Range(0, rows).Select(row => "\n  " + string.Concat(Enumerable.Range(0, columns).Select(column => Text(matrix.GetValue(row, column), depth + 1).PadLeft(12))) + (columns < matrix.GetLength(1) ? "  …" : ""));
        return Head(matrix) + string.Concat(lines) + (rows < matrix.GetLength(0) ? "\n  …" : "");
    }

    /// <summary>A dictionary, or a sequence of objects with simple members, as rows and columns.</summary>
    private static string? Table(object? value)
    {
        if (value is null or string || value is not System.Collections.IEnumerable items)
            return null;
        var elements = value.GetType().GetInterfaces().Append(value.GetType()).Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Select(type => type.GetGenericArguments()[0]).ToList();
        List<(string Name, Type Type, Func<object, object?> Read)> columns;
        if (elements.FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) is { } entry)
        {
            var (key, held) = (entry.GetProperty("Key")!, entry.GetProperty("Value")!);
            var ofValue = IsRow(held.PropertyType) && !HasOwnText(held.PropertyType) ? ColumnsOf(held.PropertyType) : [];
            columns = [("Key", key.PropertyType, key.GetValue)];
            if (ofValue.Count == 0)
                columns.Add(("Value", held.PropertyType, held.GetValue));
            columns.AddRange(ofValue.Select(member => (member.Name, member.Type, (Func<object, object?>)(item => held.GetValue(item) is { } its ? member.Read(its) : null))));
        }
        else
        {
            columns = value is not System.Collections.IDictionary && elements.FirstOrDefault(IsRow) is { } row ? ColumnsOf(row) : [];
        }

        if (columns.Count == 0)
            return null;
        var rows = items.Cast<object?>().Take(101).Select(item => columns.Select(column => item is null ? "" : Cell(column.Read(item))).ToArray()).ToList();
        var lines = rows.Take(100).Prepend(columns.Select(column => column.Name).ToArray()).ToList();
        var widths = columns.Select((_, i) => lines.Max(line => line[i].Length)).ToList();
        var texts = lines.Select(line => string.Join("  ", line.Select((cell, i) => IsNumber(columns[i].Type) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()).ToList();
        texts.Insert(1, new string('=', widths.Sum() + (2 * (widths.Count - 1))));
        if (rows.Count > 100)
            texts.Add("…");
        return string.Join("\n", texts);
    }

    private static string Cell(object? value)
    {
        var text = value is null ? "" : value as string ?? string.Join(' ', Text(value, 1).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return text.Length <= 200 ? text : text[..200] + "…";
    }

    private static List<(string Name, Type Type, Func<object, object?> Read)> ColumnsOf(Type type)
    {
        var members = Members(type).Take(20).ToList();
        return members.All(member => IsSimple(member.Type)) || !HasOwnText(type) || IsRecord(type) ? members : [];
    }

    private static IEnumerable<(string Name, Type Type, Func<object, object?> Read)> Members(Type type) =>
        type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Select(field => (field.Name, field.FieldType, (Func<object, object?>)field.GetValue))
            .Concat(type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
                .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike && !property.PropertyType.IsByRef)
                .Select(property => (property.Name, property.PropertyType, (Func<object, object?>)(value => Read(property, value)))));

    private static object? Read(System.Reflection.PropertyInfo property, object value)
    {
        if (property.Name == "Result" && (value is Task { IsCompleted: false } || (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) && type.GetProperty("IsCompleted")!.GetValue(value) is false)))
            return new Words("(not completed)");
        try
        {
            return property.GetValue(value);
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            return new Words($"(threw {e.InnerException!.GetType()}: {e.InnerException.Message})");
        }
    }

    private sealed record Words(string Text)
    {
        public override string ToString() => Text;
    }

    private static bool HasOwnText(Type type) => type.GetMethod("ToString", Type.EmptyTypes) is { } method && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType);

    private static bool IsRecord(Type type) => type.Name.Contains("AnonymousType") || type.GetMethod("PrintMembers", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public) is not null;

    private static bool IsRow(Type type) => !IsSimple(type) && type != typeof(object) && !type.Name.StartsWith("ValueTuple`")
        && !new[] { typeof(System.Collections.IEnumerable), typeof(Delegate), typeof(Type), typeof(Exception), typeof(Task) }.Any(other => other.IsAssignableFrom(type));

    private static bool IsSimple(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? IsSimple(underlying)
        : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Guid);

    private static bool IsNumber(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? IsNumber(underlying)
        : (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) || type == typeof(decimal);

    private static string Name(Type type)
    {
        string[] words = ["bool", "byte", "sbyte", "char", "decimal", "double", "float", "int", "uint", "long", "ulong", "short", "ushort", "object", "string"];
        Type[] types = [typeof(bool), typeof(byte), typeof(sbyte), typeof(char), typeof(decimal), typeof(double), typeof(float), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(short), typeof(ushort), typeof(object), typeof(string)];
        if (Array.IndexOf(types, type) is >= 0 and var known)
            return words[known];
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var arguments = type.GetGenericArguments().Select(Name).ToList();
        if (type.Name.Contains("AnonymousType"))
            return "anonymous";
        if (type.Name.StartsWith("ValueTuple`"))
            return $"({string.Join(", ", arguments)})";
        var name = type.Name.Split('`')[0];
        return arguments.Count == 0 ? name : $"{name}<{string.Join(", ", arguments)}>";
    }
}

sealed class DisplayedValue
{
    public void Update(object? value) => NotebookDisplay.display(value);
}
