namespace MemMagics.Wire.Messages;

/// <summary>A number or date format that was changed in a copy of a culture.</summary>
/// <param name="Property">Name of the property, or the format character of a list of patterns.</param>
/// <param name="Value">Its value: a string, an <see cref="int"/>, an array of either, or an enumeration of <see cref="int"/>s.</param>
public sealed record CultureChange(string Property, object Value)
{
    public bool Equals(CultureChange? other) => other is not null && Property == other.Property && (Value, other.Value) switch
    {
        (string[] mine, string[] others) => mine.AsSpan().SequenceEqual(others),
        (int[] mine, int[] others) => mine.AsSpan().SequenceEqual(others),
        (Enum mine, _) => Convert.ToInt32(mine, null).Equals(Plain(other.Value)),
        _ => Value.Equals(Plain(other.Value)),
    };

    public override int GetHashCode() => Property.GetHashCode(StringComparison.Ordinal);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Property);
        switch (Plain(Value))
        {
            case string text:
                writer.Write((byte)ValueKind.Text);
                writer.Write(text);
                break;
            case string[] texts:
                writer.Write((byte)ValueKind.Texts);
                writer.WriteList(texts, static (to, text) => to.Write(text));
                break;
            case int[] numbers:
                writer.Write((byte)ValueKind.Numbers);
                writer.WriteList(numbers, static (to, number) => to.Write(number));
                break;
            case var number:
                writer.Write((byte)ValueKind.Number);
                writer.Write((int)number);
                break;
        }
    }

    public static CultureChange Read(BinaryReader reader) => new(reader.ReadString(), (ValueKind)reader.ReadByte() switch
    {
        ValueKind.Text => reader.ReadString(),
        ValueKind.Texts => reader.ReadList(static from => from.ReadString()).ToArray(),
        ValueKind.Numbers => reader.ReadList(static from => from.ReadInt32()).ToArray(),
        _ => reader.ReadInt32(),
    });

    private static object Plain(object value) => value is Enum constant ? Convert.ToInt32(constant, null) : value;

    private enum ValueKind : byte
    {
        Number,
        Text,
        Texts,
        Numbers,
    }
}
