using System.Runtime.InteropServices;
using MemMagics.State;
using MemMagics.Wire.State;
using MemMagics.Worker.State;

namespace MemMagics.Tests.State;

/// <summary>
/// A snapshot with random changes. Most of them are sealed again with right checksums and lengths, so that they get past
/// the doors and into the reader.
/// </summary>
internal sealed class MutatedSnapshot(byte[] original, Random random)
{
    public byte[] Next() => random.Next(5) switch
    {
        0 => original[..random.Next(original.Length)],
        1 => Changed((byte[])original.Clone(), 0, original.Length),
        _ => Resealed(),
    };

    private byte[] Resealed()
    {
        var bytes = (byte[])original.Clone();
        var header = MemoryMarshal.Read<SnapshotHeader>(bytes);
        var reader = new DirectoryReader(bytes[(int)header.DirectoryOffset..][..header.DirectoryLength]);
        var (table, bodies) = (reader.Chunks(bytes.Length), reader.Chunks(bytes.Length));
        var rest = bytes[^reader.Remaining..];
        switch (random.Next(3))
        {
            case 0:
                Changed(rest, 0, rest.Length);
                break;
            case 1:
                Changed(bytes, (int)table[0].Offset, table[0].Length);
                break;
            default:
                Changed(bytes, (int)bodies[0].Offset, bodies[0].Length);
                break;
        }

        var directory = new DirectoryWriter();
        directory.Chunks(Sealed(table, bytes));
        directory.Chunks(Sealed(bodies, bytes));
        directory.Append(rest);
        header.DirectoryLength = directory.Written.Length;
        header.DirectoryChecksum = SnapshotFormat.Checksum(directory.Written);
        header.FileLength = header.DirectoryOffset + header.DirectoryLength;
        if (random.Next(10) == 0)
            header.ObjectCount += random.Next(-3, 3);
        MemoryMarshal.Write(bytes, header);
        return [.. bytes[..(int)header.DirectoryOffset], .. directory.Written];
    }

    private static List<SnapshotChunk> Sealed(IReadOnlyList<SnapshotChunk> chunks, byte[] bytes) =>
        [.. chunks.Select(chunk => chunk with { Checksum = SnapshotFormat.Checksum(bytes.AsSpan((int)chunk.Offset, chunk.Length)) })];

    private byte[] Changed(byte[] bytes, int start, int length)
    {
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = start + random.Next(length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = 0xFF;
                    break;
                default:
                    var count = Math.Min(random.Next(1, 9), start + length - at);
                    bytes.AsSpan(start + random.Next(length - count + 1), count).CopyTo(bytes.AsSpan(at, count));
                    break;
            }
        }

        return bytes;
    }
}
