namespace MemMagics.Wire.State;

/// <summary>How a type is written in the snapshot: by structure, so that the worker's own loader finds every part of it.</summary>
public enum TypeEntryKind : byte
{
    /// <summary>Assembly and full name.</summary>
    Named,

    /// <summary>Definition and type arguments.</summary>
    Constructed,

    /// <summary>An array with one dimension that begins at 0.</summary>
    Vector,

    /// <summary>An array with several dimensions.</summary>
    Array,

    Pointer,

    ByReference,

    /// <summary>A type parameter of a generic type, by position.</summary>
    Parameter,

    /// <summary>A type parameter of a generic method, by its type, its signature and position.</summary>
    MethodParameter,
}
