using MemMagics.Origins.Events;

namespace MemMagics.Origins.Code;

/// <summary>Passes the events on compiled code to a map of it.</summary>
internal sealed class CodeEvents(CodeMap map) : IEventSink
{
    // Loader, Jit, NGen, JittedMethodILToNativeMap, MethodDiagnostic.
    private const ulong Code = 0x40_0002_0038;
    private const ulong RichDebugInfo = 0x4_0000;
    private const ulong CodeCompiledAheadOfTime = 0x20;
    private const int Informational = 4;
    private const int Verbose = 5;

    /// <summary>These events, from the runtime's start on, with the names of code that was compiled ahead of time when the session ends.</summary>
    /// <param name="bufferSize">The size of the runtime's buffer in MiB.</param>
    /// <param name="others">Keywords of other events of the runtime that are on, but not recorded.</param>
    public static EventSelection Selection(int bufferSize, ulong others) =>
        new(bufferSize, new EventGroup(EventSelection.Runtime, Code | others, Verbose) { Only = CodeMap.RuntimeEvents }, new EventGroup(EventSelection.Private, RichDebugInfo, Informational))
        {
            RundownKeywords = CodeCompiledAheadOfTime,
        };

    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
    }

    public void OnEvent(EventProvider provider, int number, in EventBlobs blob) => map.Add(provider, number, blob.Payload);

    public void OnSequencePoint()
    {
    }
}
