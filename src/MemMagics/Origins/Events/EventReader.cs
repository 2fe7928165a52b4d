using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemMagics.Origins.Events;

/// <summary>Reads the events of a session from their stream, as they come.</summary>
internal sealed class EventReader(Stream stream, IEventSink sink)
{
    private readonly NettraceReader _trace = new(stream);
    private readonly Dictionary<int, (EventProvider Provider, int Number)> _events = [];
    private readonly Dictionary<ulong, uint> _sequences = []; // of each thread the number of its last event
    private ulong _thread; // the last one, whose number is here
    private uint _last;

    /// <summary>How many events the runtime could not keep until they were read.</summary>
    public long Lost { get; private set; }

    /// <summary>Reads to the end of the session.</summary>
    /// <exception cref="IOException">The stream breaks off.</exception>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public void Read()
    {
        try
        {
            _trace.ReadStart();
            while (_trace.ReadBlock(out var kind, out var content))
                ReadBlock(kind, content);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("the runtime's events came in an unknown format", e);
        }
    }

    private void ReadBlock(string kind, ReadOnlySpan<byte> content)
    {
        switch (kind)
        {
            case "MetadataBlock":
                ReadMetadata(new EventBlobs(content));
                break;
            case "StackBlock":
                ReadStacks(content);
                break;
            case "EventBlock":
                ReadEvents(new EventBlobs(content));
                break;
            case "SPBlock":
                ReadSequencePoint(content);
                break;
        }
    }

    /// <summary>Metadata: id, provider's name (zero-terminated), number of the event, ….</summary>
    private void ReadMetadata(EventBlobs blobs)
    {
        while (blobs.MoveNext())
        {
            var name = MemoryMarshal.Cast<byte, char>(blobs.Payload[sizeof(int)..]);
            var length = name.IndexOf('\0');
            var number = BinaryPrimitives.ReadInt32LittleEndian(blobs.Payload[(sizeof(int) + (length + 1) * sizeof(char))..]);
            if (ProviderOf(name[..length]) is { } provider)
                _events[BinaryPrimitives.ReadInt32LittleEndian(blobs.Payload)] = (provider, number);
        }
    }

    private static EventProvider? ProviderOf(ReadOnlySpan<char> name) => name switch
    {
        EventSelection.Runtime => EventProvider.Runtime,
        EventSelection.Rundown => EventProvider.Rundown,
        EventSelection.Private => EventProvider.Private,
        _ => null,
    };

    /// <summary>Stacks: the first one's id, how many, and of each its size in bytes and its addresses.</summary>
    private void ReadStacks(ReadOnlySpan<byte> content)
    {
        var id = BinaryPrimitives.ReadInt32LittleEndian(content);
        var end = id + BinaryPrimitives.ReadInt32LittleEndian(content[sizeof(int)..]);
        for (content = content[(2 * sizeof(int))..]; id < end; id++)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(content);
            sink.OnStack(id, MemoryMarshal.Cast<byte, ulong>(content.Slice(sizeof(int), size)));
            content = content[(sizeof(int) + size)..];
        }
    }

    private void ReadEvents(EventBlobs blobs)
    {
        while (blobs.MoveNext())
        {
            Number(blobs.Writer, blobs.Sequence, isNext: true);
            if (_events.TryGetValue(blobs.Metadata, out var known))
                sink.OnEvent(known.Provider, known.Number, blobs);
        }
    }

    /// <summary>A sequence point: when, how many threads, and of each its id and the number of its last event.</summary>
    private void ReadSequencePoint(ReadOnlySpan<byte> content)
    {
        var threads = BinaryPrimitives.ReadInt32LittleEndian(content[sizeof(long)..]);
        for (content = content[(sizeof(long) + sizeof(int))..]; threads > 0; threads--, content = content[(sizeof(long) + sizeof(int))..])
            Number(BinaryPrimitives.ReadUInt64LittleEndian(content), BinaryPrimitives.ReadUInt32LittleEndian(content[sizeof(long)..]), isNext: false);

        sink.OnSequencePoint();
    }

    /// <summary>Notes the number of a thread's last event, and how many came between it and the last one that was read.</summary>
    private void Number(ulong thread, uint number, bool isNext)
    {
        if (thread != _thread)
        {
            _sequences[_thread] = _last;
            (_thread, _last) = (thread, _sequences.GetValueOrDefault(thread));
        }

        Lost += Math.Max(0, unchecked((int)(number - _last)) - (isNext ? 1 : 0));
        _last = number;
    }
}
