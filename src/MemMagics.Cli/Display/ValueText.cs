using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Cli.Display;

/// <summary>A value as plain text. Needs nothing but the runtime: measured code in a worker process displays with it, too.</summary>
internal static class ValueText
{
    private const string PlainText = "text/plain";
    private const int MaximumItems = 100;
    private const int MaximumMembers = 50;
    private const int MaximumDepth = 3;

    /// <summary>The text of a value that is shown by itself: strings stand as they are.</summary>
    public static string Of(object? value)
    {
        try
        {
            return value is string text ? RegisteredForms.Of(text, PlainText) ?? text
                : ValueTable.Of(value) is { } table ? Of(table)
                : Nested(value, 0);
        }
        catch (Exception e)
        {
            return Unreadable(value!, e);
        }
    }

    /// <summary>The text of a value within a table: one line.</summary>
    public static string InLine(object? value) => string.Join(' ', Nested(value, 1).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Rows under their columns' names.</summary>
    public static string Of(ValueTable table)
    {
        var widths = table.Columns.Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Name.Length).Max()).ToList();
        var lines = table.Rows
            .Select(row => Line(row))
            .Prepend(new string('=', widths.Sum() + 2 * (widths.Count - 1)))
            .Prepend(Line([.. table.Columns.Select(column => column.Name)]));
        return string.Join('\n', table.IsComplete ? lines : lines.Append("…"));

        string Line(IReadOnlyList<string> cells) =>
            string.Join("  ", cells.Select((cell, i) => table.Columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
    }

    private static string Nested(object? value, int depth)
    {
        try
        {
            return value switch
            {
                null => "null",
                _ when RegisteredForms.Of(value, PlainText) is { } registered => registered,
                string text => $"\"{BoundedText.Cut(text)}\"",
                char character => $"'{character}'",
                bool flag => flag ? "true" : "false",
                Exception exception => $"{ThrownException.NameOf(exception.GetType())}: {ExceptionMessage.Of(exception)}",
                Type type => TypeName(type),
                Delegate function => $"{TypeName(function.GetType())} → {function.Method.Name}",
                DictionaryEntry entry => $"[{Nested(entry.Key, depth + 1)}]: {Nested(entry.Value, depth + 1)}",
                _ when KnownImages.Knows(value.GetType()) => $"{TypeName(value.GetType())} (image)",
                _ when Markup.Of(value) is { } markup => Markup.TextOf(markup),
                _ when TypeTraits.HasOwnText(value.GetType()) => OwnText(value),
                Array { Rank: 2 } table => Table(table, depth),
                IEnumerable items => Items(items, depth),
                _ => Members(value, depth),
            };
        }
        catch (Exception e)
        {
            return Unreadable(value!, e);
        }
    }

    /// <summary>A getter or ToString that throws does not fail the cell: the text says so.</summary>
    internal static string Unreadable(object value, Exception e) =>
        $"{TypeName(value.GetType())} (its text cannot be made: {ExceptionMessage.Of(Cause.Of(e))})";

    private static string OwnText(object value) =>
        BoundedText.Cut((value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()) ?? "");

    private static string Items(IEnumerable items, int depth)
    {
        var head = Head(items);
        if (depth >= MaximumDepth)
            return head;

        var limit = FormattingLibrary.ItemsShown(MaximumItems, items);
        var texts = new List<string>();
        var complete = true;
        foreach (var item in items)
        {
            if (texts.Count == limit)
            {
                complete = false;
                break;
            }

            texts.Add(Nested(item, depth + 1));
        }

        if (!complete)
            texts.Add("…");
        return texts.Count == 0 ? $"{head} {{ }}" : Joined(head, texts, depth);
    }

    private static string Head(IEnumerable items) => items switch
    {
        Array array => $"{TypeName(array.GetType().GetElementType()!)}[{string.Join(",", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]",
        ICollection collection => $"{TypeName(items.GetType())}({collection.Count})",
        _ when items.GetType().IsVisible => TypeName(items.GetType()),
        _ => "sequence",
    };

    /// <summary>On one line when it fits there, otherwise one item a line.</summary>
    private static string Joined(string head, List<string> texts, int depth)
    {
        var line = $"{head} {{ {string.Join(", ", texts)} }}";
        if (line.Length <= 120 && !line.Contains('\n'))
            return line;

        // Short items (numbers) fill lines rather than standing alone on each.
        var perLine = texts.Max(text => text.Length) <= 12 && !line.Contains('\n') ? 10 : 1;
        var indent = new string(' ', (depth + 1) * 2);
        var lines = texts.Chunk(perLine).Select(chunk => indent + string.Join(", ", chunk));
        return $"{head}\n{indent[2..]}{{\n{string.Join(",\n", lines)}\n{indent[2..]}}}";
    }

    private static string Table(Array table, int depth)
    {
        var rows = Math.Min(table.GetLength(0), 20);
        var columns = Math.Min(table.GetLength(1), 10);
        var text = new StringBuilder(Head(table));
        for (var row = 0; row < rows; row++)
        {
            text.Append("\n  ");
            for (var column = 0; column < columns; column++)
                text.Append(Nested(table.GetValue(row, column), depth + 1).PadLeft(12));
            if (columns < table.GetLength(1))
                text.Append("  …");
        }

        return rows < table.GetLength(0) ? text.Append("\n  …").ToString() : text.ToString();
    }

    private static string Members(object value, int depth)
    {
        var type = value.GetType();
        if (depth >= MaximumDepth)
            return TypeName(type);

        var members = ValueMembers.Of(type).Take(MaximumMembers).Select(member => $"{member.Name} = {Nested(member.Read(value), depth + 1)}").ToList();
        return members.Count == 0 ? TypeName(type) : Joined(TypeName(type), members, depth);
    }

    /// <summary>The type as people write it. An anonymous type is called so: its members follow.</summary>
    internal static string TypeName(Type type) => type.Name.Contains("AnonymousType", StringComparison.Ordinal) ? "anonymous" : CSharpName.Of(type);
}
