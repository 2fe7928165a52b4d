namespace MemMagics.Wire.Messages;

/// <summary>Lists, byte arrays and what may be absent, on the wire.</summary>
public static class WireFormat
{
    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
            write(writer, item);
    }

    public static IReadOnlyList<T> ReadList<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[reader.Read7BitEncodedInt()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);

        return items;
    }

    public static void WriteOptional<T>(this BinaryWriter writer, T? item, Action<BinaryWriter, T> write)
        where T : class
    {
        writer.Write(item is not null);
        if (item is not null)
            write(writer, item);
    }

    public static T? ReadOptional<T>(this BinaryReader reader, Func<BinaryReader, T> read)
        where T : class => reader.ReadBoolean() ? read(reader) : null;

    public static void WriteBytes(this BinaryWriter writer, byte[] bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    public static byte[] ReadBytes(this BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());
}
