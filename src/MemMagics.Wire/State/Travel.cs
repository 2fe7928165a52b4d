namespace MemMagics.Wire.State;

/// <summary>How a value of a type goes from the notebook to the worker.</summary>
public enum Travel : byte
{
    /// <summary>It does not travel; a sentence says why.</summary>
    Refused,

    /// <summary>Its instance fields are copied, each as its own type says.</summary>
    Fields,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array: its lengths and elements.</summary>
    Array,

    /// <summary>A <see cref="System.Type"/>, by name.</summary>
    TypeName,

    /// <summary>A submission object: the worker has its own, whose fields are set.</summary>
    Submission,

    /// <summary>Taken apart into values that travel, and put together again from them in the worker.</summary>
    Rebuilt,
}
