namespace MemMagics.State.Code;

/// <summary>How code uses a member or a type.</summary>
internal enum CodeUseKind : byte
{
    /// <summary>Calls a method, or takes its address.</summary>
    Calls,

    /// <summary>Creates an object, boxes a value, or passes the type to generic code: its virtual methods can be called.</summary>
    Makes,

    /// <summary>Reads an instance field or takes its address.</summary>
    ReadsField,

    /// <summary>Reads a static field or takes its address.</summary>
    ReadsStatic,

    /// <summary>Writes a static field: the type's initialiser runs.</summary>
    WritesStatic,

    /// <summary>Loads the type for reflection: any of its methods can be called.</summary>
    Names,
}
