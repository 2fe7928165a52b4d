namespace MemMagics.Wire.State;

/// <summary>Which types a row of the table applies to.</summary>
public enum RuleScope : byte
{
    /// <summary>The named type only.</summary>
    Exact,

    /// <summary>Also the framework's own classes that extend it (implementations of a public abstract class).</summary>
    FrameworkDerived,

    /// <summary>Also every other class that extends it.</summary>
    Derived,
}
