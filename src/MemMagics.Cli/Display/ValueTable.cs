using System.Collections;

namespace MemMagics.Cli.Display;

/// <summary>A sequence of objects with simple members, as rows and columns: what LINQ over a report, or over anything, comes to.</summary>
/// <param name="Columns">Names of the members, and whether they are numbers.</param>
/// <param name="Rows">Their values as text.</param>
/// <param name="IsComplete">Whether the sequence ends with the last row.</param>
internal sealed record ValueTable(IReadOnlyList<(string Name, bool IsNumber)> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsComplete)
{
    private const int MaximumRows = 100;
    private const int MaximumColumns = 20;

    /// <summary>The table; <see langword="null"/> for values that read as well in a line.</summary>
    public static ValueTable? Of(object? value)
    {
        if (value is null or string or IDictionary || value is not IEnumerable items || RowType(value.GetType()) is not { } rowType)
            return null;
        var members = ValueMembers.Of(rowType).Take(MaximumColumns).ToList();
        if (members.Count == 0 || !members.TrueForAll(member => IsSimple(member.Type)))
            return null;

        var rows = new List<IReadOnlyList<string>>();
        foreach (var item in items)
        {
            if (rows.Count == MaximumRows)
                return new ValueTable(ColumnsOf(members), rows, IsComplete: false);
            rows.Add([.. members.Select(member => item is null ? "" : Cell(member.Read(item)))]);
        }

        return new ValueTable(ColumnsOf(members), rows, IsComplete: true);
    }

    private static List<(string Name, bool IsNumber)> ColumnsOf(List<ValueMembers> members) =>
        members.ConvertAll(member => (member.Name, IsNumber(member.Type)));

    private static string Cell(object? value) => value is null ? "" : ValueText.Of(value);

    /// <summary>The type of a sequence's elements when it is one that has columns.</summary>
    private static Type? RowType(Type sequence) => sequence.GetInterfaces().Append(sequence)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GetGenericArguments()[0])
        .FirstOrDefault(type => !IsSimple(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !IsTuple(type) && type != typeof(object));

    private static bool IsTuple(Type type) => type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) || type.Name.StartsWith("KeyValuePair`", StringComparison.Ordinal);

    private static bool IsSimple(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsSimple(underlying)
        : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Guid);

    private static bool IsNumber(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsNumber(underlying) : (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) || type == typeof(decimal);
}
