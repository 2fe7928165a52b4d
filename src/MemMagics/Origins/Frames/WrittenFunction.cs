using MemMagics.Instrumentation;

namespace MemMagics.Origins.Frames;

/// <summary>A compiled method as its source has it.</summary>
/// <param name="Name">Name of the function that it was compiled from; <see langword="null"/> when that has none in the source (default constructors).</param>
/// <param name="Function">The function with a name of its own that it is in, itself included.</param>
/// <param name="Identity">What tells the function from others: the methods of one, such as a state machine and what starts it, have the same.</param>
/// <param name="Declaration">Where it is declared: the line of what no sequence point covers.</param>
/// <param name="Points">Its sequence points; empty for what starts a state machine.</param>
internal sealed record WrittenFunction(string? Name, string? Function, int Identity, SourcePoint Declaration, IReadOnlyList<SourcePoint> Points)
{
    /// <summary>The place in the source for an offset in the IL; <see langword="null"/> when it cannot be known.</summary>
    public SourcePoint? At(int offset)
    {
        if (offset < 0)
            return Points.All(point => point.Line == Declaration.Line) ? Declaration : null;

        SourcePoint? last = null;
        foreach (var point in Points)
        {
            if (point.Offset > offset)
                break;
            last = point;
        }

        return last ?? Declaration;
    }
}
