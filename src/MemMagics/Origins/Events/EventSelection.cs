using System.Text;

namespace MemMagics.Origins.Events;

/// <summary>Which of the runtime's events a session records.</summary>
/// <param name="BufferSize">The size of the runtime's buffer in MiB; when it is full, events are lost.</param>
/// <param name="Groups">The groups of events that are enabled.</param>
internal sealed record EventSelection(int BufferSize, params EventGroup[] Groups)
{
    public const string Runtime = "Microsoft-Windows-DotNETRuntime";
    public const string Rundown = "Microsoft-Windows-DotNETRuntimeRundown";
    public const string Private = "Microsoft-Windows-DotNETRuntimePrivate";

    private const int Streamed = 0;
    private const int Nettrace = 1;

    /// <summary>Keywords of the rundown: what the runtime is to tell of its state when the session ends; 0 for nothing.</summary>
    public ulong RundownKeywords { get; init; }

    /// <summary>Whether each event comes with the stack of its thread.</summary>
    public bool Stacks { get; init; }

    /// <summary>Whether runtimes before .NET 10 are to understand it, too. Rundown, stacks and the choice of single events are not up to it then.</summary>
    public bool ForOlderRuntimes { get; init; }

    /// <summary>Writes the payload of CollectTracing2 (dotnet/diagnostics, documentation/design-docs/ipc-protocol.md).</summary>
    public void WriteForOlder(BinaryWriter writer)
    {
        writer.Write(BufferSize);
        writer.Write(Nettrace);
        writer.Write(false); // no rundown
        writer.Write(Groups.Length);
        foreach (var group in Groups)
        {
            writer.Write(group.Keywords);
            writer.Write(group.Level);
            writer.Write(group.Provider.Length + 1);
            writer.Write(Encoding.Unicode.GetBytes(group.Provider + '\0'));
            writer.Write(0); // no arguments for the provider
        }
    }

    /// <summary>Writes the payload of CollectTracing5 (dotnet/runtime, src/native/eventpipe/ds-eventpipe-protocol.c).</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Streamed);
        writer.Write(BufferSize);
        writer.Write(Nettrace);
        writer.Write(RundownKeywords);
        writer.Write(Stacks);
        writer.Write(Groups.Length);
        foreach (var group in Groups)
        {
            writer.Write(group.Keywords);
            writer.Write(group.Level);
            writer.Write(group.Provider.Length + 1);
            writer.Write(Encoding.Unicode.GetBytes(group.Provider + '\0'));
            writer.Write(0); // no arguments for the provider
            writer.Write(group.Only.Count > 0); // these events only, or all but none
            writer.Write(group.Only.Count);
            foreach (var number in group.Only)
                writer.Write(number);
        }
    }
}
