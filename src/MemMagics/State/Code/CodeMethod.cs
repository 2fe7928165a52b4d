namespace MemMagics.State.Code;

/// <summary>A method of the notebook, with what its body uses.</summary>
/// <param name="Key">Which method.</param>
/// <param name="IsVirtual">Whether it can be called without being named: it is virtual, or implements an interface's static member.</param>
/// <param name="Body">Offset of its first instruction in the image; 0 when it has no body.</param>
/// <param name="Scan">Finds what the body uses; scanned once, when first asked.</param>
internal sealed record CodeMethod(MethodKey Key, bool IsVirtual, int Body, Lazy<IReadOnlyList<CodeUse>> Scan)
{
    public IReadOnlyList<CodeUse> Uses => Scan.Value;
}
