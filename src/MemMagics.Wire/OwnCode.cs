namespace MemMagics.Wire;

/// <summary>Tells MemMagics' own code and objects from what is measured.</summary>
public static class OwnCode
{
    /// <summary>Whether a type is one of MemMagics' that is in the process of measured code: the worker's, or one that it shares with the engine.</summary>
    /// <param name="type">The type, of a generic one also constructed.</param>
    public static bool Contains(Type type) =>
        type.Assembly == typeof(OwnCode).Assembly || type.Assembly.GetName().Name == LineProbeNames.Assembly;
}
