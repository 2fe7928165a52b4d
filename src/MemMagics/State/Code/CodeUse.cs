namespace MemMagics.State.Code;

/// <summary>Something that a method's code does to a member or type.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Type">The type, or the one that declares the member.</param>
/// <param name="Member">The member's name; empty for a type itself.</param>
/// <param name="Signature">Of a method, its signature.</param>
internal sealed record CodeUse(CodeUseKind Kind, TypeUse Type, string Member = "", string Signature = "")
{
    public MethodKey Method => new(Type.Key, Member, Signature);
}
