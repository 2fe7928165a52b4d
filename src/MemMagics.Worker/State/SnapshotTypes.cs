using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire;
using MemMagics.Wire.State;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Worker.State;

/// <summary>Reads the types of a snapshot and finds them in the worker.</summary>
internal sealed class SnapshotTypes
{
    // No compiler generates deeper types, and the runtime's loader recurses into them.
    private const int DeepestType = 100;

    private readonly Type[] _types;
    private readonly SnapshotType[] _used;

    private SnapshotTypes(Type[] types, SnapshotType[] used)
    {
        _types = types;
        _used = used;
    }

    /// <summary>How many types are named.</summary>
    public int Count => _types.Length;

    /// <summary>How many ways there are in which values were written.</summary>
    public int UsedCount => _used.Length;

    /// <summary>A type as such.</summary>
    public Type Named(int index) => _types[index];

    /// <summary>A type whose values are in the snapshot, and how they were written.</summary>
    public SnapshotType Of(int index) => _used[index];

    /// <param name="directory">The snapshot's directory.</param>
    /// <param name="notebook">Finds the types.</param>
    /// <param name="sameHashes">Whether they must have the hash codes that they have in the notebook.</param>
    public static SnapshotTypes Read(DirectoryReader directory, INotebookAssemblies notebook, bool sameHashes)
    {
        var types = new Type[directory.Count()];
        var depths = new int[types.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = ReadType(directory, notebook, types, depths, i);

        // Before anything here asks for their hash codes, as the table of plans does.
        ReadIdentities(directory, types, sameHashes);
        var used = new SnapshotType[directory.Count()];
        var plans = new TypePlans();
        for (var i = 0; i < used.Length; i++)
            used[i] = ReadUse(directory, plans, types[directory.Index(types.Length)]);

        return new SnapshotTypes(types, used);
    }

    private static void ReadIdentities(DirectoryReader directory, Type[] types, bool sameHashes)
    {
        for (var (i, count) = (0, directory.Index(types.Length + 1)); i < count; i++)
        {
            var hash = (int)directory.Number();
            // The framework's own types may have been asked before; what hashes those is not copied.
            if (sameHashes && !IdentityHashes.Set(types[i], hash) && hash != 0 && !TravelPolicy.IsFramework(types[i]))
                throw new HashesDifferException();
        }
    }

    private static Type ReadType(DirectoryReader directory, INotebookAssemblies notebook, Type[] types, int[] depths, int known)
    {
        Type Earlier()
        {
            var index = directory.Index(known);
            depths[known] = Math.Max(depths[known], depths[index] + 1);
            return depths[known] <= DeepestType ? types[index] : throw SnapshotException.Damaged("a type is made of too many others");
        }

        try
        {
            switch ((TypeEntryKind)directory.Byte())
            {
                case TypeEntryKind.Named:
                    var (assembly, name) = (directory.Text(), directory.Text());
                    return notebook.Load(assembly).GetType(name, throwOnError: false)
                        ?? throw new SnapshotException($"The type {name} of {assembly} does not exist in the worker.");
                case TypeEntryKind.Constructed:
                    var definition = Earlier();
                    var arguments = new Type[directory.Count()];
                    for (var i = 0; i < arguments.Length; i++)
                        arguments[i] = Earlier();
                    return definition.MakeGenericType(arguments);
                case TypeEntryKind.Vector:
                    return Earlier().MakeArrayType();
                case TypeEntryKind.Array:
                    var element = Earlier();
                    return element.MakeArrayType(directory.Byte());
                case TypeEntryKind.Pointer:
                    return Earlier().MakePointerType();
                case TypeEntryKind.ByReference:
                    return Earlier().MakeByRefType();
                case TypeEntryKind.Parameter:
                    return Parameter(directory, Earlier().GetGenericArguments());
                case TypeEntryKind.MethodParameter:
                    return Parameter(directory, MethodRebuild.Find(Earlier(), directory.Text()).GetGenericArguments());
                default:
                    throw SnapshotException.Damaged("it names a type in an unknown way");
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException
            or TypeLoadException or BadImageFormatException or IOException or KeyNotFoundException)
        {
            throw SnapshotException.Because("A type of the session cannot be found in the worker", e);
        }
    }

    private static Type Parameter(DirectoryReader directory, Type[] parameters) => parameters[directory.Index(parameters.Length)];

    private static SnapshotType ReadUse(DirectoryReader directory, TypePlans plans, Type type)
    {
        var travel = (Travel)directory.Byte();
        if (travel == Travel.Submission)
            return new SnapshotType(type, travel, new TypePlan { Type = type, Travel = travel }, null);

        var plan = plans.Of(type);
        if (travel == Travel.Fields && plan.Copy is { } copy)
            plan = copy;
        if (plan.Travel != travel || type.ContainsGenericParameters || (travel == Travel.Fields && (type.IsAbstract || Nullable.GetUnderlyingType(type) is not null)))
            throw SnapshotException.Damaged($"{CSharpName.Of(type)} does not travel that way");
        var layout = plan.Layout;
        if (travel == Travel.Fields || (travel == Travel.Rebuilt && layout is not null))
            layout = ReadFields(directory, plans, type, plan);
        if (travel == Travel.Rebuilt && plan.Rebuild!.Needs.Count != directory.Number())
            throw SnapshotException.Damaged($"{CSharpName.Of(type)} does not consist of those parts");
        return new SnapshotType(type, travel, plan, layout);
    }

    /// <summary>
    /// The notebook's fields must be the same as the worker's, but their order in memory may differ. Locals of an iterator may be
    /// missing: then it has not started, and they are unset. So may a hash code that is computed when it is first needed.
    /// </summary>
    private static TypeLayout ReadFields(DirectoryReader directory, TypePlans plans, Type type, TypePlan plan)
    {
        if (type.IsValueType && directory.Number() != RuntimeHelpers.SizeOf(type.TypeHandle))
            throw Mismatch(type);

        var own = plan.Layout!.Fields;
        var written = new FieldInfo[directory.Count()];
        var sameOrder = written.Length == own.Count;
        for (var i = 0; i < written.Length; i++)
        {
            var (level, name, fieldType) = (directory.Text(), directory.Text(), directory.Text());
            bool IsIt(FieldInfo field) => field.Name == name && FieldIdentity.Level(field) == level && FieldIdentity.Type(field) == fieldType;
            written[i] = i < own.Count && IsIt(own[i]) ? own[i] : own.FirstOrDefault(IsIt) ?? throw Mismatch(type);
            sameOrder = sameOrder && ReferenceEquals(written[i], own[i]);
        }

        var missing = own.Except(written).ToList();
        if (written.Length + missing.Count != own.Count || !missing.TrueForAll(field => CanStayEmpty(field, type)))
            throw Mismatch(type);
        // A struct of plain bytes was copied whole, so the order of its fields must be the same.
        if (!sameOrder && type.IsValueType && plan.Layout.IsRaw)
            throw Mismatch(type);
        return sameOrder ? plan.Layout : TypeLayout.OfFields(plans, type, written);
    }

    private static bool CanStayEmpty(FieldInfo field, Type type) =>
        (StateMachineFields.IsLocal(field.Name) && StateMachineFields.StateOf(type) is not null)
        || (field.IsPrivate && type.IsClass && (field.FieldType.IsPrimitive || Nullable.GetUnderlyingType(field.FieldType) is { IsPrimitive: true }));

    private static SnapshotException Mismatch(Type type) =>
        new($"{CSharpName.Of(type)} has other fields in the worker than in the notebook, so its objects cannot be rebuilt. Use --replay or --in-process.");
}
