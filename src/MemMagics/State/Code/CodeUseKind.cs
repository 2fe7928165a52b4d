namespace MemMagics.State.Code;

/// <summary>What code does to a member or a type.</summary>
internal enum CodeUseKind : byte
{
    /// <summary>Calls a method, or takes its address.</summary>
    Calls,

    /// <summary>Makes an object, boxes a value, or hands the type to generic code: its virtual methods can be called.</summary>
    Makes,

    /// <summary>Reads an instance field or takes its address.</summary>
    ReadsField,

    /// <summary>Reads a static field or takes its address.</summary>
    ReadsStatic,

    /// <summary>Writes a static field: the type's initialiser runs.</summary>
    WritesStatic,

    /// <summary>Names the type to reflection: any of its methods can be called.</summary>
    Names,
}
