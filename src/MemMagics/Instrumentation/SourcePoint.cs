namespace MemMagics.Instrumentation;

/// <summary>A visible sequence point: the compiled code from an offset on belongs to that position in the source.</summary>
/// <param name="Offset">IL offset in the method as compiled.</param>
/// <param name="Document">Name of the document as the symbols have it.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
internal readonly record struct SourcePoint(int Offset, string Document, int Line, int Column)
{
    /// <summary>The line in which it ends; 0 where that is not known.</summary>
    public int EndLine { get; init; }
}
