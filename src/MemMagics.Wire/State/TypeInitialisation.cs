using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMagics.Wire.State;

/// <summary>
/// Tells whether a type's static initialiser has run, without running it. Internal members of the runtime's class library know;
/// they are used only if they give the right answer for two types of our own.
/// </summary>
public static unsafe class TypeInitialisation
{
    private static readonly int s_auxiliaryOffset;
    private static readonly delegate*<nint, bool> s_isInitialised;

    static TypeInitialisation()
    {
        const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var table = typeof(object).Assembly.GetType("System.Runtime.CompilerServices.MethodTable");
        var offset = table?.GetField("AuxiliaryData", Internal)?.GetCustomAttribute<FieldOffsetAttribute>()?.Value;
        var getter = typeof(object).Assembly.GetType("System.Runtime.CompilerServices.MethodTableAuxiliaryData")
            ?.GetProperty("IsClassInited", Internal)?.GetMethod;
        if (offset is null || getter is null || getter.ReturnType != typeof(bool))
            return;

        s_auxiliaryOffset = offset.Value;
        s_isInitialised = (delegate*<nint, bool>)getter.MethodHandle.GetFunctionPointer();
        RuntimeHelpers.RunClassConstructor(typeof(Initialised).TypeHandle);
        if (!Ask(typeof(Initialised)) || Ask(typeof(NotInitialised)))
            s_isInitialised = null;
    }

    /// <summary>Whether this runtime can be asked.</summary>
    public static bool IsKnown => s_isInitialised != null;

    /// <summary>Whether reading a static field of the type runs no code: it has no initialiser, or that has run.</summary>
    public static bool HasRun(Type type) => type.TypeInitializer is null || (IsKnown && Ask(type));

    private static bool Ask(Type type) => s_isInitialised(*(nint*)(type.TypeHandle.Value + s_auxiliaryOffset));

    private static class Initialised
    {
        public static readonly object Value = new();
    }

    private static class NotInitialised
    {
        public static readonly object Value = new();
    }
}
