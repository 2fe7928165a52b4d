using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>What was called or made.</summary>
/// <param name="Type">The method's declaring type, of a generic one the definition; the object's type as C# writes it.</param>
/// <param name="Method">The method's name in metadata; empty for objects.</param>
/// <param name="Size">The bytes of each object; 0 for a method, and when objects differ; -1 when it is not known.</param>
internal readonly record struct CodeTarget(string Type, string Method, long Size)
{
    /// <summary>The likeness of what an instruction says and what was seen, when it says exactly that.</summary>
    private const int Exact = 4;

    // Its methods make delegates, in place of their constructors.
    private const string DelegateBase = "System.MulticastDelegate";

    /// <summary>A method that was called.</summary>
    public static CodeTarget OfCall(MethodCode called) => new(called.Type.Split('[')[0], called.Name, 0);

    /// <summary>Objects that were made.</summary>
    public static CodeTarget OfObjects(string type, long objects, long bytes) => new(type, "", bytes % objects == 0 ? bytes / objects : 0);

    /// <summary>Objects of which some were sampled: how many there were is an estimate, so their size is not known.</summary>
    public static CodeTarget OfSampledObjects(string type) => new(type, "", -1);

    /// <summary>
    /// How well an instruction tells what was seen; 0 when it cannot have been this one. A virtual call has the name of another type's method, a
    /// delegate's call that of none; an object's type can depend on type arguments.
    /// </summary>
    public int Likeness(CodeReference reference)
    {
        if (reference.Method.Length == 0 != (Method.Length == 0) || (reference.Size > 0 && Size >= 0 && reference.Size != Size))
            return 0;
        if (reference.Type == Type && reference.Method == Method)
            return reference.Size > 0 ? Exact : Exact - 1;
        if (Method.Length == 0)
            return reference.Type.Length == 0 ? 1 : 0;

        return reference.Method == SimpleName ? 2 : reference.Method == "Invoke" && Type != DelegateBase ? 1 : 0;
    }

    // Of an explicit implementation, which has the interface's name in front; not of ".ctor".
    private string SimpleName => Method.LastIndexOf('.') is > 0 and var dot ? Method[(dot + 1)..] : Method;
}
