using System.Reflection;
using MemMagics.Wire.Runtime;

namespace MemMagics.Wire.State;

/// <summary>
/// The constructions of generic types that exist in this process. Reflection does not list them; the runtime has a table of them for each
/// module, whose form it publishes. The table is used only if it is found to hold constructions of our own.
/// </summary>
/// <remarks>Format of the table: runtime, docs/design/datacontracts/Loader.md (GetAvailableTypeParams) and vm/dacenumerablehash.h.</remarks>
public static unsafe class ConstructedTypes
{
    // In front of the buckets are their number, the next table and the end's mark.
    private const int SpecialSlots = 3;

    // Methodtable.h, MethodTableAuxiliaryData: another thread is loading the type.
    private const uint IsNotFullyLoaded = 0x40;

    private static readonly Type? s_shared = typeof(object).Assembly.GetType("System.__Canon");
    private static readonly int s_table = Offset("Module", "AvailableTypeParams");
    private static readonly int s_buckets = Offset("EETypeHashTable", "Buckets");
    private static readonly int s_value = Offset("EETypeHashTable", "VolatileEntryValue");
    private static readonly int s_next = Offset("EETypeHashTable", "VolatileEntryNextEntry");
    private static readonly int s_module = Offset("MethodTable", "Module");
    private static readonly int s_auxiliary = Offset("MethodTable", "AuxiliaryData");
    private static readonly int s_flags = Offset("MethodTableAuxiliaryData", "Flags");
    private static readonly bool s_isKnown = IsRight();

    /// <summary>Whether this runtime can be asked.</summary>
    public static bool IsKnown => s_isKnown;

    /// <summary>The constructions of generic types that an assembly defines, whatever their arguments; none when <see cref="IsKnown"/> is <see langword="false"/>.</summary>
    /// <param name="definitions">The assembly that defines the generic types.</param>
    public static IReadOnlyList<Type> Of(Assembly definitions) => IsKnown ? Read(definitions) : [];

    private static List<Type> Read(Assembly definitions)
    {
        var found = new List<Type>();
        var defining = ModuleOf(definitions);

        // A construction is in the table of the module of its definition or of one of its arguments.
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (ModuleOf(assembly) is not 0 and var module && *(nint*)(module + s_table) is not 0 and var table)
                Add(found, table, defining);
            GC.KeepAlive(assembly);
        }

        return found;
    }

    private static void Add(List<Type> found, nint table, nint defining)
    {
        var buckets = *(nint**)(table + s_buckets);
        var length = (int)buckets[0];
        for (var i = 0; i < length; i++)
        {
            for (var entry = Volatile.Read(ref buckets[SpecialSlots + i]); entry != 0 && (entry & 1) == 0; entry = Volatile.Read(ref *(nint*)(entry + s_next)))
            {
                // Bit 0 is a mark of the table; bit 1 tells pointers and the like from classes and structs.
                var type = *(nint*)(entry + s_value) & ~1;
                if ((type & 2) == 0 && *(nint*)(type + s_module) == defining && (*(uint*)(*(nint*)(type + s_auxiliary) + s_flags) & IsNotFullyLoaded) == 0
                    && Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr(type)) is { IsConstructedGenericType: true, ContainsGenericParameters: false } construction
                    && !IsShared(construction))
                    found.Add(construction);
            }
        }
    }

    /// <summary>Whether the type stands for all constructions with reference types: the runtime compiles their code once.</summary>
    private static bool IsShared(Type type) =>
        type == s_shared || (type.HasElementType ? IsShared(type.GetElementType()!) : Array.Exists(type.GetGenericArguments(), IsShared));

    /// <summary>The runtime's structure for an assembly's module, which each type of it leads to; 0 for one without types.</summary>
    private static nint ModuleOf(Assembly assembly)
    {
        const int FirstType = 0x0200_0002; // after <Module> (ECMA-335, II.22.37)
        try
        {
            return *(nint*)(assembly.ManifestModule.ResolveType(FirstType).TypeHandle.Value + s_module);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or TypeLoadException or BadImageFormatException or IOException)
        {
            return 0;
        }
    }

    private static int Offset(string type, string field) => RuntimeDataContract.OffsetOf(type, field) ?? -1;

    private static bool IsRight()
    {
        if (RuntimeDataContract.VersionOf("Loader") != 1 || s_shared is null || ((int[])[s_table, s_buckets, s_value, s_next, s_module, s_auxiliary, s_flags]).Contains(-1))
            return false;
        _ = (new Sample<int>(), new Sample<Sample<string>>(), new Sample<string>());
        return Read(typeof(Sample<>).Assembly).Where(static type => type.GetGenericTypeDefinition() == typeof(Sample<>))
            .ToHashSet().SetEquals([typeof(Sample<int>), typeof(Sample<string>), typeof(Sample<Sample<string>>)]);
    }

    private sealed class Sample<T>;
}
