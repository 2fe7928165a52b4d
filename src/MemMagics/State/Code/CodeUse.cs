namespace MemMagics.State.Code;

/// <summary>A use of a member or type in a method's code.</summary>
/// <param name="Kind">The kind of use.</param>
/// <param name="Type">The type, or the one that declares the member.</param>
/// <param name="Member">The member's name; empty for a type itself.</param>
/// <param name="Signature">The signature, if the member is a method.</param>
internal sealed record CodeUse(CodeUseKind Kind, TypeUse Type, string Member = "", string Signature = "")
{
    public MethodKey Method => new(Type.Key, Member, Signature);
}
