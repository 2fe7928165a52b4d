using System.Text;

namespace MemMagics.Workers;

/// <summary>A worker's output, bounded: its beginning and its end are kept, and the length of what was cut between them.</summary>
internal sealed class PrintedText
{
    private const int HeadSize = 32 * 1024;
    private const int TailSize = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly MemoryStream _head = new();
    private readonly byte[] _tail = new byte[TailSize];
    private long _total;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var toHead = Math.Min(bytes.Length, HeadSize - (int)_head.Length);
            _head.Write(bytes[..toHead]);
            _total += toHead;
            foreach (var value in bytes[toHead..])
                _tail[(int)((_total++ - HeadSize) % TailSize)] = value;
        }
    }

    /// <summary>The text; a line in its middle says how much was cut.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var head = Encoding.UTF8.GetString(_head.GetBuffer(), 0, (int)_head.Length);
            var beyond = _total - _head.Length;
            if (beyond <= 0)
                return head;

            var cut = Math.Max(beyond - TailSize, 0);
            var start = cut == 0 ? 0 : (int)(beyond % TailSize);
            var kept = (int)Math.Min(beyond, TailSize);
            var tail = new byte[kept];
            for (var i = 0; i < kept; i++)
                tail[i] = _tail[(start + i) % TailSize];

            var end = Encoding.UTF8.GetString(tail);
            return cut == 0 ? head + end : $"{head}\n[… {cut:N0} bytes cut …]\n{end}";
        }
    }
}
