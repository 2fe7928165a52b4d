using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.Runtime;

/// <summary>The two numbers that the runtime draws when a process starts and from which the hash codes of values are computed.</summary>
/// <param name="Strings">Where hash codes of strings begin (the runtime's <c>Marvin.DefaultSeed</c>).</param>
/// <param name="Combinations">Where combined hash codes begin (<c>HashCode.s_seed</c>): those of tuples, of <see cref="HashCode"/>, of most values of several parts.</param>
/// <remarks>
/// System.Text.Json has a seed of its own, for tables that live as long as one call. A table of strings with too many collisions draws another one,
/// which it keeps in its comparer.
/// </remarks>
public readonly record struct HashSeeds(ulong Strings, uint Combinations)
{
    private static readonly FieldInfo? s_strings = Find(typeof(object).Assembly.GetType("System.Marvin"), "<DefaultSeed>k__BackingField", typeof(ulong));
    private static readonly FieldInfo? s_combinations = Find(typeof(HashCode), "s_seed", typeof(uint));

    /// <summary>This process's seeds; <see langword="null"/> when this runtime keeps them elsewhere.</summary>
    public static HashSeeds? OfThisProcess() =>
        s_strings is not null && s_combinations is not null ? new HashSeeds((ulong)s_strings.GetValue(null)!, (uint)s_combinations.GetValue(null)!) : null;

    /// <summary>
    /// Has this process compute hash codes from these seeds. It must come before anything is compiled that computes one: the compiler takes the
    /// value of a read-only static field that is set for a constant.
    /// </summary>
    /// <returns>Whether this runtime keeps its seeds where they are expected.</returns>
    public bool Adopt()
    {
        if (s_strings is null || s_combinations is null)
            return false;
        RuntimeHelpers.RunClassConstructor(s_strings.DeclaringType!.TypeHandle);
        RuntimeHelpers.RunClassConstructor(s_combinations.DeclaringType!.TypeHandle);
        // Reflection refuses to set a read-only static field once its type is initialised; the runtime itself does not.
        var method = OwnDynamicCode.Method("Store", null, [typeof(ulong), typeof(uint)], typeof(HashSeeds).Module, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Stsfld, s_strings);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Stsfld, s_combinations);
            il.Emit(OpCodes.Ret);
        });
        method.CreateDelegate<Action<ulong, uint>>()(Strings, Combinations);
        return true;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Strings);
        writer.Write(Combinations);
    }

    public static HashSeeds Read(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt32());

    private static FieldInfo? Find(Type? type, string name, Type content) =>
        type?.GetField(name, BindingFlags.Static | BindingFlags.NonPublic) is { } field && field.FieldType == content ? field : null;
}
