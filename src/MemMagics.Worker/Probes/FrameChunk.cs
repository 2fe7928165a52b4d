using System.Runtime.InteropServices;

namespace MemMagics.Worker.Probes;

/// <summary>A chunk of a thread's stack of frames; deep recursion adds larger chunks, which are kept.</summary>
internal unsafe struct FrameChunk
{
    private const int FirstCapacity = 64;
    private const int LargestCapacity = 16_384;

    public FrameChunk* Below;
    public FrameChunk* Above;
    public LineFrame* First;
    public LineFrame* Limit;

    public static FrameChunk* Create(FrameChunk* below)
    {
        var capacity = below == null ? FirstCapacity : (int)Math.Min(2 * (below->Limit - below->First), LargestCapacity);
        var chunk = (FrameChunk*)NativeMemory.Alloc((nuint)sizeof(FrameChunk));
        chunk->Below = below;
        chunk->Above = null;
        chunk->First = (LineFrame*)NativeMemory.AlignedAlloc((nuint)(capacity * sizeof(LineFrame)), 64);
        chunk->Limit = chunk->First + capacity;
        if (below != null)
            below->Above = chunk;

        return chunk;
    }
}
