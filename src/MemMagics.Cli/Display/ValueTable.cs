using System.Collections;

namespace MemMagics.Cli.Display;

/// <summary>A sequence of objects with simple members, as rows and columns: what LINQ over a report, or over anything, often returns.</summary>
/// <param name="Columns">Names of the members, and whether they are numbers.</param>
/// <param name="Rows">Their values as text.</param>
/// <param name="IsComplete">Whether the sequence ends with the last row.</param>
internal sealed record ValueTable(IReadOnlyList<(string Name, bool IsNumber)> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsComplete)
{
    private const int MaximumRows = 100;
    private const int MaximumColumns = 20;
    private const int MaximumCell = 200;

    /// <summary>The table; <see langword="null"/> for values that read as well in a line.</summary>
    public static ValueTable? Of(object? value)
    {
        if (value is null or string)
            return null;
        if (KnownTables.Of(value) is { } known)
            return known;
        if (value is not IEnumerable items)
            return null;
        if (EntryType(value.GetType()) is { } entry)
            return OfEntries(items, entry);
        if (value is IDictionary || RowType(value.GetType()) is not { } rowType)
            return null;
        var members = ColumnsOf(rowType);
        return members.Count == 0 ? null : Filled(items, members);
    }

    /// <summary>A dictionary: its keys, and its values or, when these are objects with simple members, their members.</summary>
    private static ValueTable? OfEntries(IEnumerable items, Type entry)
    {
        var (keyType, valueType) = (entry.GetGenericArguments()[0], entry.GetGenericArguments()[1]);
        var (key, value) = (entry.GetProperty("Key")!, entry.GetProperty("Value")!);
        var members = new List<ValueMembers> { new("Key", keyType, key.GetValue) };
        var ofValue = IsRow(valueType) && !TypeTraits.HasOwnText(valueType) ? ColumnsOf(valueType) : [];
        if (ofValue.Count == 0)
            members.Add(new ValueMembers("Value", valueType, value.GetValue));
        members.AddRange(ofValue.Select(member => member with { Read = item => value.GetValue(item) is { } held ? member.Read(held) : null }));
        return Filled(items, members);
    }

    private static ValueTable Filled(IEnumerable items, List<ValueMembers> members)
    {
        var limit = FormattingLibrary.ItemsShown(MaximumRows, items);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var item in items)
        {
            if (rows.Count == limit)
                return new ValueTable(ColumnsOf(members), rows, IsComplete: false);
            rows.Add([.. members.Select(member => item is null ? "" : Cell(member.Read(item)))]);
        }

        return new ValueTable(ColumnsOf(members), rows, IsComplete: true);
    }

    /// <summary>The members that become columns; none when some are not simple and the type has a text of its own, which says more in less space.</summary>
    private static List<ValueMembers> ColumnsOf(Type type)
    {
        var members = ValueMembers.Of(type).Take(MaximumColumns).ToList();
        return members.TrueForAll(member => IsSimple(member.Type)) || !TypeTraits.HasOwnText(type) || TypeTraits.IsRecord(type) ? members : [];
    }

    private static List<(string Name, bool IsNumber)> ColumnsOf(List<ValueMembers> members) =>
        members.ConvertAll(member => (member.Name, IsNumber(member.Type)));

    /// <summary>A value as the text of one cell.</summary>
    internal static string Cell(object? value)
    {
        var text = value is null ? "" : value is string own ? own : ValueText.InLine(value);
        return text.Length <= MaximumCell ? text : $"{text[..MaximumCell]}…";
    }

    /// <summary>The type of a sequence's elements when it is one that has columns.</summary>
    private static Type? RowType(Type sequence) => TypeTraits.ElementTypes(sequence).FirstOrDefault(IsRow);

    /// <summary>The type of a dictionary's entries.</summary>
    private static Type? EntryType(Type sequence) =>
        TypeTraits.ElementTypes(sequence).FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    private static bool IsRow(Type type) =>
        !IsSimple(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type) && type != typeof(object) && !typeof(Type).IsAssignableFrom(type)
        && !type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) && !typeof(Exception).IsAssignableFrom(type) && !typeof(Task).IsAssignableFrom(type);

    internal static bool IsSimple(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsSimple(underlying)
        : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Guid);

    internal static bool IsNumber(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsNumber(underlying) : (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) || type == typeof(decimal);
}
