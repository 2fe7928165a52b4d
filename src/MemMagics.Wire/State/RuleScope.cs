namespace MemMagics.Wire.State;

/// <summary>Which types a row of the table speaks for.</summary>
public enum RuleScope : byte
{
    /// <summary>The one it names.</summary>
    Exact,

    /// <summary>Also the framework's own classes that extend it (implementation details behind a public abstract class).</summary>
    FrameworkDerived,

    /// <summary>Every class that extends it.</summary>
    Derived,
}
