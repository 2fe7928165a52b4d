namespace MemMagics.Reports;

/// <summary>The objects of one type that were allocated: by all of the measured code, by one of its lines, or by one function of a call path.</summary>
/// <param name="Type">The type, as C# writes it: <c>List&lt;byte[]&gt;</c>; <c>int</c> for a boxed <c>int</c>.</param>
/// <param name="Objects">How many were allocated.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Alive">The bytes of those that were still alive after the call.</param>
public sealed record OriginType(string Type, long Objects, long Bytes, long Alive)
{
    /// <summary>The standard error of <see cref="Bytes"/>, in bytes; 0 when every object was recorded.</summary>
    public long Error { get; init; }
}
