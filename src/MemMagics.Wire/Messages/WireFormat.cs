namespace MemMagics.Wire.Messages;

/// <summary>Lists, byte arrays, what may be absent, and bounded values, on the wire. Readers trust nothing: measured code may have written what they read.</summary>
public static class WireFormat
{
    // A list of this many elements is made at once; a longer one grows with what is really there.
    private const int FirstCapacity = 1024;

    // Beyond what any process has, and small enough that sums of thousands of such figures do not overflow.
    private const long LargestFigure = 1L << 50;

    private static readonly long s_longestTime = TimeSpan.FromDays(3650).Ticks;

    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
            write(writer, item);
    }

    public static IReadOnlyList<T> ReadList<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadLength(elementSize: 1);
        var items = new List<T>(Math.Min(count, FirstCapacity));
        for (var i = 0; i < count; i++)
            items.Add(read(reader));

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

    public static byte[] ReadBytes(this BinaryReader reader) => reader.ReadBytes(reader.ReadLength(elementSize: 1));

    public static void WriteFigures(this BinaryWriter writer, long[] figures)
    {
        writer.Write7BitEncodedInt(figures.Length);
        foreach (var figure in figures)
            writer.Write(figure);
    }

    public static long[] ReadFigures(this BinaryReader reader)
    {
        var figures = new long[reader.ReadLength(sizeof(long))];
        for (var i = 0; i < figures.Length; i++)
            figures[i] = reader.ReadFigure();

        return figures;
    }

    /// <summary>A number of bytes, objects or calls.</summary>
    /// <exception cref="InvalidDataException">No process has that many.</exception>
    public static long ReadFigure(this BinaryReader reader) => reader.ReadInt64() is >= -LargestFigure and <= LargestFigure and var figure
        ? figure
        : throw new InvalidDataException("A figure is beyond all bounds.");

    /// <summary>A duration.</summary>
    /// <exception cref="InvalidDataException">It is negative, or years.</exception>
    public static TimeSpan ReadDuration(this BinaryReader reader) => reader.ReadInt64() is >= 0 and var ticks && ticks <= s_longestTime
        ? new TimeSpan(ticks)
        : throw new InvalidDataException("A duration is beyond all bounds.");

    /// <summary>The length of what follows, which cannot be more than there are bytes left.</summary>
    private static int ReadLength(this BinaryReader reader, int elementSize)
    {
        var length = reader.Read7BitEncodedInt();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return length >= 0 && (long)length * elementSize <= left
            ? length
            : throw new InvalidDataException($"A list of {length} elements in {left} bytes.");
    }
}
