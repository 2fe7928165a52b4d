using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.Worker.Loading;

/// <summary>Static fields that the first call's own code initialised: the warm call must find them as the first one did.</summary>
/// <remarks>
/// Types that the notebook had initialised are set from the snapshot. The others ran their initialiser in this worker, in the
/// first call; it runs again before the warm one. What compilers keep in static fields (cached delegates) stays: it is what
/// the warm call is warm with. Constructions of generic types cannot be listed and keep what the first call left.
/// </remarks>
internal static unsafe class StaticState
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Runs the initialisers of an assembly's types again, as far as they have run.</summary>
    public static void Renew(Assembly submission)
    {
        foreach (var type in submission.GetTypes())
        {
            if (type.TypeInitializer is { } initializer && !type.ContainsGenericParameters && !IsCompilers(type) && TypeInitialisation.HasRun(type))
                Renew(type, initializer);
        }
    }

    private static void Renew(Type type, ConstructorInfo initializer)
    {
        foreach (var field in type.GetFields(Static))
        {
            if (!field.IsLiteral && !field.IsInitOnly)
                field.SetValue(null, field.FieldType.IsValueType ? RuntimeHelpers.GetUninitializedObject(field.FieldType) : null);
        }

        // Reflection runs an initialiser once only.
        ((delegate*<void>)initializer.MethodHandle.GetFunctionPointer())();
    }

    private static bool IsCompilers(Type type) =>
        type.Name.StartsWith('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
