namespace MemMagics.Wire.Messages;

/// <summary>The relation of a compiled method to the function that the user named.</summary>
public enum BodyKind : byte
{
    /// <summary>The function itself, or the stub that starts its state machine: entering it is an activation.</summary>
    Call,

    /// <summary>The <c>MoveNext</c> of its state machine: entered again after each <c>await</c> and <c>yield</c>.</summary>
    Resumption,

    /// <summary>Code inside the function that is compiled to a method of its own: a lambda, a local function, a query clause, a <c>finally</c> of an iterator.</summary>
    Part,

    /// <summary>The <c>MoveNext</c> of the state machine of such code.</summary>
    PartResumption,
}
