namespace MemMagics.Wire.Messages;

/// <summary>The longest payloads, in bytes; below 0 for kinds that this end never receives.</summary>
public static class FrameLimits
{
    /// <summary>What the engine takes from a worker. Measured code may write whatever it likes to the worker's descriptors.</summary>
    public static int FromWorker(MessageKind kind) => kind switch
    {
        MessageKind.Ready or MessageKind.Started or MessageKind.HashesDiffer or MessageKind.Finished => 0,
        MessageKind.Ballast or MessageKind.FirstCall or MessageKind.WarmCall or MessageKind.CallIsNext or MessageKind.CallBegins or MessageKind.CallEnded or MessageKind.Exiting or MessageKind.ExitCode => 1 << 10,
        MessageKind.Refused => 1 << 18,
        MessageKind.Timeline or MessageKind.DebugLibraries => 1 << 20,
        MessageKind.Threw => 1 << 21,
        MessageKind.NamesKnown or MessageKind.ArraysWanted or MessageKind.Probes => 1 << 25,
        _ => -1,
    };

    /// <summary>What a worker takes from the engine, which it trusts: images of woven libraries, for one.</summary>
    public static int FromEngine(MessageKind kind) => kind is MessageKind.Hashes or MessageKind.Run or MessageKind.WarmUp or MessageKind.ArraysCopied or MessageKind.GoOn or MessageKind.NamesUnknown
        ? int.MaxValue
        : -1;
}
