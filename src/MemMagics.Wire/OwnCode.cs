namespace MemMagics.Wire;

/// <summary>Distinguishes MemMagics' own code and objects from measured ones.</summary>
public static class OwnCode
{
    /// <summary>Name of the assembly that unit tests call: between the meter and a test's code is some of it.</summary>
    public const string Tests = "MemMagics.Testing";

    /// <summary>Whether a type is one of MemMagics' that the worker's process loads: the worker's own, or one that it shares with the engine.</summary>
    /// <param name="type">The type; a generic one may be constructed.</param>
    public static bool Contains(Type type) =>
        type.Assembly == typeof(OwnCode).Assembly || type.Assembly.GetName().Name == LineProbeNames.Assembly;
}
