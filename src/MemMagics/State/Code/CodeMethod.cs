namespace MemMagics.State.Code;

/// <summary>A method of the notebook, with what its body uses.</summary>
/// <param name="Key">Which method.</param>
/// <param name="IsVirtual">Whether it can be called without being named: because it is virtual or implements a static member of an interface.</param>
/// <param name="Body">Offset of its first instruction in the image; 0 when it has no body.</param>
/// <param name="Scan">Finds what the body uses; evaluated once, on first use.</param>
internal sealed record CodeMethod(MethodKey Key, bool IsVirtual, int Body, Lazy<IReadOnlyList<CodeUse>> Scan)
{
    public IReadOnlyList<CodeUse> Uses => Scan.Value;
}
