using System.Text;

namespace MemMagics.Wire.Events;

/// <summary>Which of the runtime's events a session records.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Keywords">Keywords of the groups of events that are enabled.</param>
/// <param name="Event">The only event of these groups that is recorded.</param>
/// <param name="BufferSize">The size of the runtime's buffer in MiB; when it is full, events are lost.</param>
public sealed record EventSelection(string Provider, ulong Keywords, int Event, int BufferSize)
{
    private const int Streamed = 0;
    private const int Nettrace = 1;
    private const int Verbose = 5;

    /// <summary>Writes the payload of CollectTracing5 (dotnet/runtime, src/native/eventpipe/ds-eventpipe-protocol.c): no rundown, no stacks.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Streamed);
        writer.Write(BufferSize);
        writer.Write(Nettrace);
        writer.Write(0UL); // no rundown
        writer.Write(false); // no stacks
        writer.Write(1); // provider
        writer.Write(Keywords);
        writer.Write(Verbose);
        writer.Write(Provider.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(Provider + '\0'));
        writer.Write(0); // no arguments for the provider
        writer.Write(true); // the following events only
        writer.Write(1);
        writer.Write(Event);
    }
}
