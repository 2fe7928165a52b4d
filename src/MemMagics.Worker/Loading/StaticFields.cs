using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire.Runtime;
using MemMagics.Worker.Metering;

namespace MemMagics.Worker.Loading;

/// <summary>The static fields that a type of the notebook declares.</summary>
internal static class StaticFields
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>All that hold a value at run time: no constants.</summary>
    public static IEnumerable<FieldInfo> Of(Type type) => type.GetFields(Static).Where(static field => !field.IsLiteral && !field.Attributes.HasFlag(FieldAttributes.HasFieldRVA));

    /// <summary>Those of which each thread has its own.</summary>
    public static IEnumerable<FieldInfo> OfThreads(Type type) => Of(type).Where(static field => field.IsDefined(typeof(ThreadStaticAttribute)));

    /// <summary>
    /// Gives fields the zero that the runtime gives them before any code runs; thread-static ones on this thread. Compiled, because reflection
    /// cannot set read-only fields and takes an empty <see cref="Nullable{T}"/> for a value.
    /// </summary>
    /// <param name="fields">Fields of types that are initialised.</param>
    public static void Clear(IReadOnlyCollection<FieldInfo> fields)
    {
        if (fields.Count == 0)
            return;
        var method = OwnDynamicCode.Method("Clear", null, null, typeof(StaticFields).Module, il =>
        {
            foreach (var field in fields)
                EmitClear(il, field);
            il.Emit(OpCodes.Ret);
        });
        LastingMethods.Create<Action>(method)();
    }

    private static void EmitClear(ILGenerator il, FieldInfo field)
    {
        var type = field.FieldType;
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldsflda, field);
            il.Emit(OpCodes.Initobj, type);
            return;
        }

        if (type.IsPointer || type.IsFunctionPointer)
        {
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Conv_U);
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
        }

        il.Emit(OpCodes.Stsfld, field);
    }
}
