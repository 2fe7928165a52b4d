using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using MemMagics.Wire.Runtime;

namespace MemMagics.Wire.State;

/// <summary>
/// Where an instance field lies, counted from its object's first data byte (of a value type: from the value's first byte).
/// The runtime has an internal method for it, which is used only if it gives the right answer for a few fields whose offsets
/// compiled code can tell. Otherwise a compiled <c>ldflda</c> on an uninitialised object measures the offset.
/// </summary>
public static unsafe class FieldOffsets
{
    private static readonly delegate*<FieldInfo, int> s_runtime = Verified();

    /// <param name="field">An instance field.</param>
    /// <param name="holder">A type with the field of which an uninitialised object can be created: the declaring type or one derived from it.</param>
    public static int Of(FieldInfo field, Type holder) => s_runtime != null ? s_runtime(field) : Compiled(field, holder);

    /// <summary>The documented way. It costs a compilation per field, so it is the second choice.</summary>
    internal static int Compiled(FieldInfo field, Type holder)
    {
        var blank = RuntimeHelpers.GetUninitializedObject(holder);
        var method = OwnDynamicCode.Method("Offset", typeof(byte).MakeByRefType(), [typeof(object)], typeof(FieldOffsets).Module, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            if (holder.IsValueType)
                il.Emit(OpCodes.Unbox, holder);
            il.Emit(OpCodes.Ldflda, field);
            il.Emit(OpCodes.Ret);
        });
        ref var place = ref method.CreateDelegate<FieldReference>()(blank);
        return (int)Unsafe.ByteOffset(ref ObjectBody.Of(blank), ref place);
    }

    private static delegate*<FieldInfo, int> Verified()
    {
        const BindingFlags Internal = BindingFlags.Static | BindingFlags.NonPublic;
        var method = typeof(RuntimeFieldHandle).GetMethod("GetInstanceFieldOffset", Internal);
        if (method is null || method.ReturnType != typeof(int) || method.GetParameters() is not [{ ParameterType.IsClass: true }])
            return null;

        var offsetOf = (delegate*<FieldInfo, int>)method.MethodHandle.GetFunctionPointer();
        var sample = new Derived();
        return offsetOf(Field(typeof(Root), nameof(Root.Name))) == Distance(sample, ref Unsafe.As<string?, byte>(ref sample.Name))
            && offsetOf(Field(typeof(Root), nameof(Root.Mark))) == Distance(sample, ref sample.Mark)
            && offsetOf(Field(typeof(Derived), nameof(Derived.Pair))) == Distance(sample, ref Unsafe.As<Pair, byte>(ref sample.Pair))
            && offsetOf(Field(typeof(Derived), nameof(Derived.Link))) == Distance(sample, ref Unsafe.As<object?, byte>(ref sample.Link))
            && offsetOf(Field(typeof(Pair), nameof(Pair.Text)))
                == (int)Unsafe.ByteOffset(ref Unsafe.As<Pair, byte>(ref sample.Pair), ref Unsafe.As<string?, byte>(ref sample.Pair.Text))
            && offsetOf(Field(typeof(Pair), nameof(Pair.Number)))
                == (int)Unsafe.ByteOffset(ref Unsafe.As<Pair, byte>(ref sample.Pair), ref Unsafe.As<long, byte>(ref sample.Pair.Number))
            ? offsetOf
            : null;
    }

    private static FieldInfo Field(Type type, string name) => type.GetField(name)!;

    private static int Distance(object holder, ref byte place) => (int)Unsafe.ByteOffset(ref ObjectBody.Of(holder), ref place);

    private delegate ref byte FieldReference(object holder);

#pragma warning disable CS0649 // only their offsets matter
    private class Root
    {
        public byte Mark;
        public string? Name;
    }

    private sealed class Derived : Root
    {
        public Pair Pair;
        public object? Link;
    }

    private struct Pair
    {
        public long Number;
        public string? Text;
    }
#pragma warning restore CS0649
}
