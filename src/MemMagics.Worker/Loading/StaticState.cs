using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.Worker.Loading;

/// <summary>Resets static fields that the first call's own code initialised: the warm call must find them as the first one did.</summary>
/// <remarks>
/// Types that the notebook had initialised are set from the snapshot. The initialisers of the others ran in this worker, in the first
/// call; they run again before the warm one. What the compiler keeps in static fields (cached delegates) stays, because it is part of
/// what makes the warm call warm. Constructions of generic types cannot be listed, so they keep the values of the first call.
/// </remarks>
internal static unsafe class StaticState
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Runs those initialisers of an assembly's types again that have run.</summary>
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

        // Called by address, because reflection runs an initialiser only once.
        ((delegate*<void>)initializer.MethodHandle.GetFunctionPointer())();
    }

    private static bool IsCompilers(Type type) =>
        type.Name.StartsWith('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
